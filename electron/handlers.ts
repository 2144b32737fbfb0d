// Who answers each call of the page: a table of one-liners over the store, the sticks and the updater.
import type { Handlers } from './doors.ts'
import type { LogFacts } from './machine-log.ts'
import type { StaffSession } from './staff-session.ts'
import type { PrintDesk } from './print-desk.ts'
import type { StickClient } from './stick-client.ts'
import type { StoreClient } from './store-client.ts'
import type { Updater } from './updater.ts'
import { touchTroubles } from './touch-troubles.ts'
import { opinionHandlers, saveWithOpinions } from './opinions-to-stick.ts'

export type Machine = {
  store: StoreClient
  staff: StaffSession
  sticks: StickClient
  updater: Updater
  printing: PrintDesk
  /** What was given at start wins over what is set on the device. */
  given: { inches: number | null; idleSeconds: number | null; idleWarningSeconds: number | null }
  versions: { app: string; electron: string }
  /** When this program was started, as ISO. */
  startedAt: string
  painted: () => void
  report: (event: string, facts?: LogFacts) => void
  contentChanged: () => Promise<void>
}

export function handlers(machine: Machine): Handlers {
  const { store, staff, sticks, updater, printing, given } = machine
  const tellTouch = touchTroubles(machine.report)
  return {
    kiosk: async () => {
      const kiosk = await store.ask('kiosk', {})
      return {
        ...kiosk,
        // A card held to the glass is believed before anything that was written about it.
        screen: kiosk.screen.byCard
          ? kiosk.screen
          : { ...kiosk.screen, inches: given.inches ?? kiosk.screen.inches },
        idleSeconds: given.idleSeconds ?? kiosk.idleSeconds,
        idleWarningSeconds: given.idleWarningSeconds ?? kiosk.idleWarningSeconds,
      }
    },
    home: () => store.ask('home', {}),
    village: (input) => store.ask('village', input),
    entries: (input) => store.ask('entries', input),
    entry: (input) => store.ask('entry', input),
    charts: (input) => store.ask('charts', input),
    rows: (input) => store.ask('rows', input),
    find: (input) => store.ask('find', input),
    candidates: (input) => store.ask('candidates', input),
    families: (input) => store.ask('families', input),
    householdNames: (input) => store.ask('householdNames', input),
    household: (input) => store.ask('household', input),
    recordings: (input) => store.ask('recordings', input),
    printer: () => printing.now(),
    print: ({ sheet }) => printing.print(sheet),
    sessionOver: async () => {
      printing.sessionOver()
      return store.ask('opinionVisitOver', {})
    },
    painted: async () => {
      machine.painted()
      return null
    },

    staffState: async () => ({ ...(await store.ask('pin', {})), unlocked: staff.isOpen() }),
    setFirstPin: async (input) => {
      const set = await store.ask('setFirstPin', input)
      // Whoever sets the first PIN is the installer: they go on to the first import without typing it again.
      if (set.ok) staff.open()
      return set
    },
    unlock: async (input) => {
      const answer = await store.ask('tryPin', input)
      if (answer.ok) staff.open()
      return answer
    },
    lock: async () => {
      staff.close()
      return null
    },
    sticks: () => sticks.ask('list', {}),
    ejectStick: async (input) =>
      // The copy under way is another process's, whose hand the system shows only as "busy".
      updater.state().kind === 'copying' ? { kind: 'busy' } : sticks.ask('eject', input),
    saveReceipt: async ({ stickId }) => {
      if (updater.state().kind === 'copying') return { kind: 'failed', fault: { kind: 'stick-busy' } }
      const files = await store.ask('returnEnvelope', {
        app: machine.versions.app,
        startedAt: machine.startedAt,
      })
      if (files.length === 0) return { kind: 'failed', fault: { kind: 'nothing-to-save' } }
      return saveWithOpinions(machine, stickId, files)
    },
    readPack: async ({ packId }) => updater.read(await sticks.ask('find', { packId }).catch(() => null)),
    updateState: async () => updater.state(),
    seeRisk: async ({ sequence, id }) => updater.see(sequence, id),
    applyUpdate: async ({ sequence }) => updater.apply(sequence),
    dismissUpdate: async () => {
      updater.dismiss()
      return null
    },
    spotCheck: async ({ id, result }) => updater.check(id, result),
    stillHere: async () => null,
    history: () => store.ask('history', {}),
    rollBack: async (input) => {
      const busy = updater.state().kind
      if (busy === 'applying') return { ok: false, fault: { kind: 'in-use' } }
      const answer = await store.ask('rollBack', input)
      if (answer.ok) await machine.contentChanged()
      return answer
    },
    device: async () => ({
      ...(await store.ask('device', {})),
      appVersion: machine.versions.app,
      electron: machine.versions.electron,
    }),
    tellTime: (input) => store.ask('tellTime', input),
    notices: () => store.ask('notices', {}),
    seenNotice: (input) => store.ask('seenNotice', input),
    journal: (input) => store.ask('journal', input),
    checkJournal: () => store.ask('checkJournal', {}),
    setScreen: (input) => store.ask('setScreen', input),
    printers: () => printing.device(),
    setPrinter: (input) => store.ask('setPrinter', input),
    testPrint: ({ sheet }) => printing.test(sheet),
    setHouseholdLookUp: (input) => store.ask('setHouseholdLookUp', input),
    words: (input) => store.ask('words', input),
    setLanguage: (input) => store.ask('setLanguage', input),
    missingWords: async ({ language, count }) => {
      machine.report('words-missing', { language, count })
      return null
    },
    setNight: (input) => store.ask('setNight', input),
    setLowerEdge: (input) => store.ask('setLowerEdge', input),
    touchTrouble: async ({ kind }) => {
      tellTouch(kind)
      return null
    },
    ...opinionHandlers(store),
  }
}
