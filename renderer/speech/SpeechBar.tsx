// The button that has a screen read aloud, and while it is read: the sentence, and what one can do about it.
import { useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../parts/Button.tsx'
import { Sign } from '../parts/Signs.tsx'
import { volumeSteps } from './player.ts'
import { useSpeech, useSpeechAllowed } from './Speech.tsx'
import styles from './SpeechBar.module.css'

/** In its place on every screen of villagers; nowhere if nothing can be said. */
export function SpeakButton(props: { className: string | undefined }) {
  // Away while it reads: the second tap of a shaking hand must not end what the first began.
  const { t } = useTranslation()
  const { offered, player, start } = useSpeech()
  const allowed = useSpeechAllowed()
  if (!offered || !allowed) return null
  return (
    <div className={styles['speak']} data-away={player.kind === 'speaking' ? '' : undefined}>
      <Button
        testId="speech-read"
        className={[props.className, styles['read']].join(' ')}
        onPress={() => start()}
      >
        <Sign of="voice" />
        <span>{t('speech:read')}</span>
      </Button>
    </div>
  )
}

export function SpeechBar() {
  const { t } = useTranslation()
  const speech = useSpeech()
  const { player, volume, slow } = speech
  useMark(player.kind === 'speaking' ? player.at : null)
  if (player.kind !== 'speaking') return null
  return (
    <section className={styles['bar']} data-testid="speech-bar" aria-label={t('speech:label')}>
      <p className={styles['sentence']} data-testid="speech-sentence">
        {player.written}
      </p>
      <div className={styles['acts']}>
        <Button className={styles['stop']} testId="speech-stop" onPress={speech.stop}>
          <Sign of="stop" />
          {t('speech:stop')}
        </Button>
        <Button className={styles['act']} testId="speech-again" onPress={speech.again}>
          {t('speech:again')}
        </Button>
        <Button
          className={styles['act']}
          testId="speech-slow"
          chosen={slow}
          onPress={() => speech.setSlow(!slow)}
        >
          {t(slow ? 'speech:usual' : 'speech:slower')}
        </Button>
        <Button
          className={styles['act']}
          testId="speech-softer"
          disabled={volume <= 1}
          onPress={() => speech.louder(-1)}
        >
          {t('speech:softer')}
        </Button>
        <Button
          className={styles['act']}
          testId="speech-louder"
          disabled={volume >= volumeSteps}
          onPress={() => speech.louder(1)}
        >
          {t('speech:louder')}
        </Button>
        {player.hasPersonal && !player.asked && (
          <Button className={styles['act']} testId="speech-names" onPress={() => speech.start(true)}>
            {t('speech:names')}
          </Button>
        )}
        <p
          className={styles['volume']}
          data-testid="speech-volume"
          role="img"
          aria-label={t('speech:volume', { step: volume, steps: volumeSteps })}
        >
          {Array.from({ length: volumeSteps }, (_each, step) => (
            <span key={step} data-on={step < volume ? '' : undefined} />
          ))}
        </p>
      </div>
    </section>
  )
}

/** Marks where the sentence stands; what is drawn anew with another page is marked when it is there. */
function useMark(at: string | null): void {
  const marked = useRef<Element | null>(null)
  useLayoutEffect(() => {
    const mark = () => {
      const found = at === null ? null : elementAt(at)
      if (found === marked.current) return
      marked.current?.removeAttribute('data-saying')
      marked.current = found
      found?.setAttribute('data-saying', '')
    }
    mark()
    if (at === null) return
    const watcher = new MutationObserver(mark)
    watcher.observe(document.body, { childList: true, subtree: true })
    return () => watcher.disconnect()
  }, [at])
  useLayoutEffect(() => () => marked.current?.removeAttribute('data-saying'), [])
}

/** A place that fell into parts is marked at its first part. */
function elementAt(at: string): Element | null {
  const id = CSS.escape(at)
  const wanted = [`[data-spoken="${id}"]`, `[data-row="${id}"]`, `[data-testid="${id}"]`].join(', ')
  const shown = [...document.querySelectorAll(wanted)]
  const visible = shown.find((each) => !each.closest('[inert]'))
  return visible ?? document.querySelector(`[data-spoken^="${id} "]`)
}
