// Which hours of the day are night on this machine.

export type Night = { fromHour: number; toHour: number }

/** What is proposed first; halls are shut then everywhere. */
export const usualNight: Night = { fromHour: 22, toHour: 6 }

/** A night mostly goes over midnight; the hour at which it ends is day. */
export function isNight(hour: number, night: Night | null): boolean {
  if (night === null || night.fromHour === night.toHour) return false
  const { fromHour, toHour } = night
  return fromHour < toHour ? hour >= fromHour && hour < toHour : hour >= fromHour || hour < toHour
}
