// What this kiosk is and shows, asked by every screen: its township, content, glass, clock and languages.
import { languagesHere } from './language-switches.ts'
import { opinionKeyIn } from './opinion-replies.ts'
import { ownTime } from './own-time.ts'
import type { Reader } from './reader.ts'
import { setting } from './settings.ts'
import { aboutOf, cardOf, townshipOf, villagesOf } from './whose-content.ts'

export function kioskState(reader: Reader) {
  const { state, content, trouble } = reader
  return {
    township: content ? townshipOf(content.db) : null,
    content: content
      ? { ...aboutOf(content.db), generation: content.name, rolledBack: content.rolledBack }
      : null,
    villages: content ? villagesOf(content.db).map(cardOf) : [],
    screen: {
      inches: setting(reader, 'cardInches') || setting(reader, 'inches'),
      byCard: setting(reader, 'cardInches') !== 0,
      lowerEdgeMm: setting(reader, 'lowerEdgeMm'),
    },
    clock: clockOf(reader),
    idleSeconds: setting(reader, 'idleSeconds'),
    householdLookUp: setting(reader, 'householdLookUp') === 1,
    languages: languagesHere(reader),
    idleWarningSeconds: setting(reader, 'idleWarningSeconds'),
    night: nightOf(reader),
    opinions: opinionKeyIn(reader) !== null,
    firstStart: state?.prepare('SELECT 1 FROM pin').get() === undefined,
    trouble,
  }
}

function nightOf(reader: Reader) {
  const [fromHour, toHour] = [setting(reader, 'nightFromHour'), setting(reader, 'nightToHour')]
  return fromHour === toHour ? null : { fromHour, toHour }
}

/** What the page adds to the clock it has, and whether it may speak of days at all. */
function clockOf(reader: Reader) {
  const { nowMs, systemMs, floorMs, doubt } = ownTime(reader)
  return { doubtful: doubt !== null, offsetMs: nowMs - systemMs, floorMs }
}
