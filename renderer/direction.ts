// Which way the page runs now, for what is written into it outside of any sentence.
import type { Direction } from '../disclosure/languages.ts'
import { isolatedFigure } from './language-rules.ts'

let now: Direction = 'ltr'

/** Told with every change of language; figures are written in a hundred places that know of no language. */
export const pageRuns = (direction: Direction): void => void (now = direction)

/** A figure runs from left to right in every language, its sign before it. */
export const figureInPage = (figure: string): string => isolatedFigure(figure, now)
