// One question with all its answers as tiles, a page at a time: group, surname, name.
import { Fragment, useMemo, useRef, type ReactNode } from 'react'
import type { Nav } from '../pages.ts'
import { usePages } from '../pages.ts'
import { Button } from '../parts/Button.tsx'
import { Flow, type Piece } from '../parts/Flow.tsx'
import { Frame } from '../parts/Frame.tsx'
import { inRowsOf, useTilesAcross } from '../parts/useTiles.ts'
import tiles from '../parts/Tiles.module.css'
import styles from './Choices.module.css'

export type Choice = { id: string; mark?: string; name: string; hint?: string; choose: () => void }

export function Choices(props: {
  testId: string
  over: string
  title: string
  choices: readonly Choice[]
  nav: Nav
  /** The choices are people's names, which are not read to the hall unasked. */
  personal?: boolean
  /** In place of the choices: while they are on their way, or where there are none. */
  instead?: ReactNode
}) {
  const { choices, nav, personal = false } = props
  const room = useRef<HTMLDivElement>(null)
  const roomy = isRoomy(choices.length)
  const across = useTilesAcross(room, roomy ? 14 : 8.5, 5)
  const { paging, onMeasured } = usePages(nav)
  const pieces = useMemo<Piece[]>(
    () =>
      inRowsOf(choices, across).map((row) => ({
        id: row[0]?.id ?? '',
        personal,
        node: (
          <div className={tiles['row']} style={{ gridTemplateColumns: `repeat(${across}, minmax(0, 1fr))` }}>
            {row.map((choice) => (
              <Button
                key={choice.id}
                testId={`choice-${choices.indexOf(choice)}`}
                className={[styles['tile'], roomy && styles['roomy']].filter(Boolean).join(' ')}
                onPress={choice.choose}
              >
                {choice.mark && (
                  <span className={styles['mark']} aria-hidden="true">
                    {choice.mark}
                  </span>
                )}
                <span className={styles['words']}>
                  <span className={styles['name']}>{inParts(choice.name)}</span>
                  {choice.hint && <span className={styles['hint']}>{choice.hint}</span>}
                </span>
              </Button>
            ))}
          </div>
        ),
      })),
    [choices, across, roomy, personal],
  )
  return (
    <Frame testId={props.testId} over={props.over} title={props.title} paging={paging}>
      <div ref={room} className={styles['room']}>
        {props.instead ?? <Flow pieces={pieces} page={paging.page} onMeasured={onMeasured} />}
      </div>
    </Frame>
  )
}

/** 阿依古丽·买买提明 goes on to the next line behind its dot, and only a part that is too long breaks within. */
const inParts = (name: string): ReactNode =>
  name.split(/(?<=·)/u).map((part, at) => (
    <Fragment key={at}>
      {at > 0 && <wbr />}
      {part}
    </Fragment>
  ))

/** So many stand on one tall sheet with room to spare, and may be read from a step further away. */
const fewChoices = 18

function isRoomy(choices: number): boolean {
  const { layout, reach, size } = document.documentElement.dataset
  return choices <= fewChoices && layout === 'portrait' && reach !== 'low' && size === 'standard'
}
