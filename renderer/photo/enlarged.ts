// How large a picture stands in its window and which part of it is seen: steps of enlarging and of moving, never beyond an edge.

export type Size = { width: number; height: number }
/** `times` the size at which all of it is seen; `x` and `y`: the point of the picture in the middle, 0 to 1. */
export type Look = { times: number; x: number; y: number }
export type Direction = 'left' | 'right' | 'up' | 'down'

/** Large enough that each step is seen to do something; the last one makes a stamp as large as a hand. */
export const steps = [1, 1.5, 2, 3, 4, 6] as const
export const whole: Look = { times: 1, x: 0.5, y: 0.5 }

/** The size at which all of it is seen: small pictures grow to it, large ones shrink. */
export function wholeSize(picture: Size, room: Size): Size {
  const scale = Math.min(room.width / picture.width, room.height / picture.height)
  return { width: picture.width * scale, height: picture.height * scale }
}

/** At which every dot of the picture is a dot of the glass; null where the whole picture is at least that large. */
export function fullTimes(picture: Size, room: Size): number | null {
  const times = picture.width / wholeSize(picture, room).width
  return times > 1.05 ? Math.min(times, steps[steps.length - 1] ?? 1) : null
}

export const larger = (look: Look): number => steps.find((step) => step > look.times + 0.01) ?? look.times
export const smaller = (look: Look): number =>
  steps.findLast((step) => step < look.times - 0.01) ?? look.times

/** What is in the middle stays there, as far as the edges let it. */
export const at = (look: Look, times: number, picture: Size, room: Size): Look =>
  within({ ...look, times }, picture, room)

/** Half of what is seen: something of it is still there after the step, so that one keeps the place. */
export function moved(look: Look, direction: Direction, picture: Size, room: Size): Look {
  const { width, height } = drawnSize(look, picture, room)
  const byX = (direction === 'left' ? -1 : direction === 'right' ? 1 : 0) * (room.width / width / 2)
  const byY = (direction === 'up' ? -1 : direction === 'down' ? 1 : 0) * (room.height / height / 2)
  return within({ ...look, x: look.x + byX, y: look.y + byY }, picture, room)
}

export function canMove(look: Look, direction: Direction, picture: Size, room: Size): boolean {
  const next = moved(look, direction, picture, room)
  return Math.abs(next.x - look.x) + Math.abs(next.y - look.y) > 0.001
}

/** Where the picture's upper left corner stands in its window, and how large it is there. */
export function placeOf(look: Look, picture: Size, room: Size): Size & { left: number; top: number } {
  const { width, height } = drawnSize(look, picture, room)
  return { width, height, left: room.width / 2 - look.x * width, top: room.height / 2 - look.y * height }
}

function drawnSize({ times }: Look, picture: Size, room: Size): Size {
  const { width, height } = wholeSize(picture, room)
  return { width: width * times, height: height * times }
}

function within(look: Look, picture: Size, room: Size): Look {
  const { width, height } = drawnSize(look, picture, room)
  return { ...look, x: inside(look.x, room.width / width / 2), y: inside(look.y, room.height / height / 2) }
}

/** A side that fits stands in the middle. */
const inside = (middle: number, half: number): number =>
  half >= 0.5 ? 0.5 : Math.min(1 - half, Math.max(half, middle))
