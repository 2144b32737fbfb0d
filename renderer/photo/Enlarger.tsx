// A picture in a window, with large buttons to enlarge it and to move what is seen: nobody has to pinch or drag.
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../parts/Button.tsx'
import { useSize } from '../parts/Flow.tsx'
import { useFitting } from '../parts/useFitting.ts'
import { useSpokenContent } from '../speech/pieces.ts'
import {
  at,
  canMove,
  fullTimes,
  larger,
  moved,
  placeOf,
  smaller,
  whole,
  type Direction,
  type Look,
  type Size,
} from './enlarged.ts'
import styles from './Enlarger.module.css'

const hintPlace = 'photo-hint'

export function Enlarger(props: { source: string; name: string }) {
  const { source, name } = props
  const { t } = useTranslation()
  const sheet = useRef<HTMLDivElement>(null)
  const pane = useRef<HTMLDivElement>(null)
  const room = useSize(pane)
  const [picture, setPicture] = useState<Size | null>(null)
  const [isBroken, setBroken] = useState(false)
  const [look, setLook] = useState<Look>(whole)
  useSpokenContent(sheet, [hintPlace])
  useFitting(sheet, [room])
  const place = picture && room ? placeOf(look, picture, room) : null
  return (
    <div className={styles['sheet']} ref={sheet}>
      <div className={styles['window']} ref={pane} data-testid="photo-window">
        {isBroken ? (
          <p className={styles['broken']}>{t('photo:broken')}</p>
        ) : (
          <img
            className={place ? styles['placed'] : styles['coming']}
            src={source}
            alt={name}
            draggable={false}
            style={place ?? undefined}
            onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) =>
              setPicture({ width, height })
            }
            onError={() => setBroken(true)}
          />
        )}
      </div>
      <p className={styles['hint']} data-spoken={hintPlace} data-fits="">
        {t('photo:hint')}
      </p>
      <Buttons look={look} setLook={setLook} picture={picture} room={room} />
    </div>
  )
}

function Buttons(props: {
  look: Look
  setLook: (look: Look) => void
  picture: Size | null
  room: Size | null
}) {
  const { look, setLook, picture, room } = props
  const { t } = useTranslation()
  const known = picture && room ? { picture, room } : null
  const to = (times: number) => known && setLook(at(look, times, known.picture, known.room))
  const full = known && fullTimes(known.picture, known.room)
  const can = (direction: Direction) => known !== null && canMove(look, direction, known.picture, known.room)
  const go = (direction: Direction) => known && setLook(moved(look, direction, known.picture, known.room))
  return (
    <div className={styles['buttons']}>
      <Button
        testId="photo-smaller"
        disabled={!known || smaller(look) === look.times}
        onPress={() => to(smaller(look))}
      >
        {t('photo:smaller')}
      </Button>
      <Button
        testId="photo-larger"
        disabled={!known || larger(look) === look.times}
        onPress={() => to(larger(look))}
      >
        {t('photo:larger')}
      </Button>
      <Button testId="photo-whole" disabled={look.times === 1} onPress={() => setLook(whole)}>
        {t('photo:whole')}
      </Button>
      <Button
        testId="photo-full"
        disabled={full === null || Math.abs(look.times - full) < 0.01}
        onPress={() => full !== null && to(full)}
      >
        {t('photo:full')}
      </Button>
      {(['left', 'right', 'up', 'down'] as const).map((direction) => (
        <Button
          key={direction}
          testId={`photo-${direction}`}
          disabled={!can(direction)}
          onPress={() => go(direction)}
        >
          {t(`photo:way.${direction}`)}
        </Button>
      ))}
    </div>
  )
}
