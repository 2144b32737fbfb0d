// A kiosk that was told the day of the tests, as staff tell it 今天是几号: there is no other way to give it a time.
// As a program: `told-the-day.ts DATA_FOLDER`.
import { openDesk } from '../../db/desk.ts'
import { tellTime } from '../../db/own-time.ts'
import { theDay } from './the-day.ts'

export function tellTheDay(dataFolder: string): void {
  const opened = openDesk(dataFolder)
  if (!opened.ok) throw new Error(opened.fault.kind)
  const { desk } = opened
  const told = tellTime(desk, theDay, 'installer')
  desk.close()
  if (!told.ok) throw new Error(told.kind)
}

const [dataFolder] = process.argv.slice(2)
if (dataFolder && import.meta.main) tellTheDay(dataFolder)
