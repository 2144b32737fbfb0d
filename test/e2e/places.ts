// Where the project and the pictures of this run lie.
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../..')
export const screensFolder = join(import.meta.dirname, 'screens')
