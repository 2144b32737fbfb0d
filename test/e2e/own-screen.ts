// Gives each of the kiosks that are tested at the same time a screen of its own.

const screens = process.env['MINGBAI_SCREENS']?.split(',') ?? []
const own = screens[Number(process.env['VITEST_POOL_ID']) - 1]
if (own) process.env['DISPLAY'] = own
