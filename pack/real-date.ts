// Whether a text of a date's shape is a day there was: 2025-02-31 has the shape and is none.

/** For texts that have the shape already, as exact as they are: 2025, 2025-07 or 2025-07-10. */
export function isRealDate(text: string): boolean {
  const year = Number(text.slice(0, 4))
  const month = text.length > 4 ? Number(text.slice(5, 7)) : 1
  const day = text.length > 7 ? Number(text.slice(8, 10)) : 1
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = month === 2 && isLeap ? 29 : monthDays[month - 1]
  return days !== undefined && day >= 1 && day <= days
}

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
