// What npm start understands.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

/**
 * @typedef {{ data?: string, stick?: string[], size?: string, inches?: string, windowed: boolean, screenshot?: string }} StartArguments
 * @typedef {{ ok: true, given: StartArguments } | { ok: false, fault: string }} Parsed
 */

export const startUsage = `npm start -- [--data DIR] [--stick DIR] [--size 1080x1920] [--inches 32] [--windowed] [--screenshot FILE]
  --data DIR          the kiosk's data; without it a demo township is made
  --stick DIR         a folder that stands for a USB stick; may be given more than once
  --size WxH          size of the window, and of the virtual screen where there is no display
  --inches N          diagonal of the screen
  --windowed          a window instead of the whole screen
  --screenshot FILE   a picture of the home screen`

/**
 * @param {string[]} args
 * @param {string} folder paths are meant from here
 * @returns {Parsed}
 */
export function parseStartArguments(args, folder) {
  try {
    const { values } = parseArgs({ args, options, allowPositionals: false })
    if (values.size !== undefined && !/^\d{3,5}x\d{3,5}$/.test(values.size))
      return no(`--size ${values.size}`)
    if (values.inches !== undefined && !/^\d{1,3}(\.\d)?$/.test(values.inches))
      return no(`--inches ${values.inches}`)
    return { ok: true, given: withWholePaths(values, folder) }
  } catch (fault) {
    return no(fault instanceof Error ? fault.message : String(fault))
  }
}

const options = /** @type {const} */ ({
  data: { type: 'string' },
  stick: { type: 'string', multiple: true },
  size: { type: 'string' },
  inches: { type: 'string' },
  windowed: { type: 'boolean' },
  screenshot: { type: 'string' },
})

/** @type {(values: Partial<StartArguments>, folder: string) => StartArguments} */
function withWholePaths(values, folder) {
  const whole = { ...values, windowed: values.windowed ?? false }
  for (const name of /** @type {const} */ (['data', 'screenshot'])) {
    const given = values[name]
    if (given !== undefined) whole[name] = resolve(folder, given)
  }
  if (values.stick) whole.stick = values.stick.map((each) => resolve(folder, each))
  return whole
}

function no(/** @type {string} */ what) {
  return { ok: /** @type {const} */ (false), fault: `not understood: ${what}` }
}
