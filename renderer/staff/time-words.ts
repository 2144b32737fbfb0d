// Times as one says them while waiting: no more exact than anybody can know.
import type { TFunction } from 'i18next'

/** `约2分钟`, `30秒`; rounded up, because whoever was promised less is disappointed. */
export function leftWords(t: TFunction, leftMs: number | null): string {
  if (leftMs === null) return t('staff:update.leftUnknown')
  const seconds = Math.ceil(leftMs / 1000)
  if (seconds < 10) return t('staff:update.leftSoon')
  const time =
    seconds <= 50
      ? t('staff:time.seconds', { count: Math.ceil(seconds / 10) * 10 })
      : t('staff:time.minutes', { count: Math.ceil(seconds / 60) })
  return t('staff:update.left', { time })
}

/** `8秒`, `1分20秒`: each second is another text, so that everybody sees that it goes on. */
export function elapsedWords(t: TFunction, elapsedMs: number): string {
  const all = Math.floor(elapsedMs / 1000)
  const [minutes, seconds] = [Math.floor(all / 60), all % 60]
  return minutes === 0
    ? t('staff:time.seconds', { count: seconds })
    : t('staff:time.both', { minutes, seconds })
}
