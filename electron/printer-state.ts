// How a printer is, as far as the system tells: CUPS says all of it, elsewhere one knows only that it is there.
import type { PrintTrouble } from './print-sheet.ts'

/** What Electron's list has of each; since Electron 36 the state stands in the options alone, and only on Linux. */
export type SeenPrinter = { name: string; displayName: string; options: object }

/** IPP reasons that keep paper from coming, and what we call them; the ends -report, -warning and -error go first. */
const reasons: Readonly<Record<string, PrintTrouble>> = {
  'media-empty': 'no-paper',
  'media-needed': 'no-paper',
  'input-tray-missing': 'no-paper',
  'media-jam': 'jammed',
  'cover-open': 'jammed',
  'door-open': 'jammed',
  'interlock-open': 'jammed',
  'cutter-error': 'jammed',
  offline: 'off',
  shutdown: 'off',
  'connecting-to-device': 'off',
  'timed-out': 'off',
  paused: 'stopped',
  stopped: 'stopped',
  'marker-supply-empty': 'stopped',
  'toner-empty': 'stopped',
}
const stoppedState = '5'

/** Null: nothing is known that would keep it from printing. */
export function troubleOf(printer: SeenPrinter): PrintTrouble | null {
  const option = (name: string): string => {
    const value: unknown = Reflect.get(printer.options, name)
    return value === undefined ? '' : String(value)
  }
  const told = option('printer-state-reasons')
    .split(/[\s,]+/)
    .flatMap((reason) => reasons[reason.replace(/-(report|warning|error)$/, '')] ?? [])
  // A warning that the tray is low is none of these; what is named here has stopped the paper.
  const [first] = [...told.filter((each) => each !== 'stopped'), ...told]
  if (first) return first
  if (option('printer-state') === stoppedState) return 'stopped'
  return option('printer-is-accepting-jobs') === 'false' ? 'refused' : null
}
