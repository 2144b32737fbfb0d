// The day against which what is missing is counted, where that can be known.
import type { KioskState } from '../../electron/contract.ts'
import { useToday } from '../clock.ts'

/**
 * Null where nobody may be accused: the clock is in doubt, or older content is shown than the machine has; what came
 * with the newer is not missing.
 */
export function useDueDay(kiosk: KioskState): string | null {
  const today = useToday()
  return kiosk.content?.rolledBack ? null : today
}
