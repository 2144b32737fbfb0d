// Characters to choose from, as many as there is room for, and the way to the next of them.
import { useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../parts/Button.tsx'
import { useSize } from '../parts/Flow.tsx'
import { Sign } from '../parts/Signs.tsx'
import styles from './CandidateBar.module.css'

/** As far as the digits of a keyboard go. */
const mostCounted = 9

export type Pages = readonly (readonly string[])[]
const none: readonly string[] = []

/** `onShown` hears which of them can be touched now, for the digits of a keyboard. */
export function CandidateBar(props: {
  texts: readonly string[]
  /** Another one begins at its first page. */
  of: string
  onChoose: (text: string) => void
  onShown: (texts: readonly string[]) => void
  /** What stands here while there is nothing to choose. */
  instead: string
  /** A keyboard is at it: each says the digit that chooses it. */
  counted: boolean
}) {
  const { texts, of, onChoose, onShown, instead, counted } = props
  const { t } = useTranslation()
  const room = useRef<HTMLDivElement>(null)
  const stage = useRef<HTMLDivElement>(null)
  const size = useSize(room)
  const [pages, setPages] = useState<Pages>([])
  const [at, setAt] = useState({ of, page: 0 })
  const page = at.of === of ? Math.min(at.page, Math.max(0, pages.length - 1)) : 0
  const shown = pages[page] ?? none

  useLayoutEffect(() => {
    if (stage.current) setPages(pagesOf(texts, stage.current))
  }, [texts, size, counted])
  useLayoutEffect(() => onShown(shown), [shown, onShown])

  const turn = (by: number) => setAt({ of, page: page + by })
  const words = (text: string, number: number) => (
    <>
      {counted && <small className={styles['number']}>{number}</small>}
      {text}
    </>
  )
  return (
    <div
      className={[styles['bar'], texts.length === 0 && styles['empty']].filter(Boolean).join(' ')}
      role="group"
      aria-label={t('ways:candidates')}
      data-testid="candidates"
    >
      <div className={styles['room']} ref={room}>
        {shown.map((text, place) => (
          <Button
            key={`${of} ${text}`}
            testId={`candidate-${place + 1}`}
            className={styles['candidate']}
            label={t('ways:choose', { text })}
            onPress={() => onChoose(text)}
          >
            {words(text, place + 1)}
          </Button>
        ))}
        {texts.length === 0 && <p className={styles['instead']}>{instead}</p>}
        <div className={styles['stage']} ref={stage} aria-hidden="true">
          {texts.map((text) => (
            <span key={text} className={styles['candidate']} data-text={text}>
              {words(text, 1)}
            </span>
          ))}
        </div>
      </div>
      <Button
        testId="candidates-prev"
        className={styles['turn']}
        label={t('ways:before')}
        disabled={page === 0}
        onPress={() => turn(-1)}
      >
        <Sign of="back" />
      </Button>
      <Button
        testId="candidates-next"
        className={styles['turn']}
        label={t('ways:after')}
        disabled={page + 1 >= pages.length}
        onPress={() => turn(1)}
      >
        <Sign of="next" />
      </Button>
    </div>
  )
}

/** As the browser broke them into lines where nobody sees them; the style says how many lines stand under each other. */
function pagesOf(texts: readonly string[], stage: HTMLElement): Pages {
  const most = Number(getComputedStyle(stage).getPropertyValue('--lines')) || 1
  const pages: string[][] = []
  let top: number | null = null
  let lines = 0
  for (const [at, text] of texts.entries()) {
    const drawn = stage.children[at]
    const here = drawn instanceof HTMLElement ? drawn.offsetTop : 0
    if (here !== top) lines++
    top = here
    const last = pages.at(-1)
    if (last && lines <= most && last.length < mostCounted) last.push(text)
    else {
      pages.push([text])
      lines = 1
    }
  }
  return pages
}
