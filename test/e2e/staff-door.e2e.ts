// The staff door: nobody comes in by guessing, and a restart shortens no wait.
import { afterEach, expect, test } from 'vitest'
import { kioskWith, world } from './harness.ts'
import type { Kiosk } from './harness.ts'

const pin = '246810'
const open: Kiosk[] = []
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close()
})
const started = async (wishes: Parameters<typeof kioskWith>[0]) => {
  const running = await kioskWith(wishes)
  open.push(running)
  return running
}

test('a short touch on the title opens nothing', async () => {
  const kiosk = await started({ data: world().afterQuarter })
  await kiosk.hold('staff-door', 1000)
  expect(await kiosk.isThere('pin-1')).toBe(false)
})

test('two first PINs that differ set none', async () => {
  const kiosk = await started({ data: world().afterQuarter })
  await kiosk.openStaffDoor()
  await kiosk.typePin(pin)
  await kiosk.typePin('111111')
  await kiosk.sees('两次输的不一样')
  expect(await kiosk.call('staffState', {})).toMatchObject({ answer: { pinSet: false, unlocked: false } })
})

test('five wrong PINs lock the door, also for the right one and after a restart', async () => {
  const first = await started({ data: world().afterQuarter })
  await first.call('setFirstPin', { pin })
  await first.call('lock', {})
  await first.openStaffDoor()
  for (let n = 0; n < 5; n++) await first.typePin('000000')
  await first.sees('请等')
  expect(await first.call('unlock', { pin })).toMatchObject({ answer: { ok: false } })

  const again = await started({ data: first.dataFolder })
  const state = await again.call('staffState', {})
  if (!state.ok) throw new Error(state.kind)
  expect(state.answer).toMatchObject({ pinSet: true, unlocked: false, freeTries: 0 })
  expect(state.answer.waitMs).toBeGreaterThan(0)
  expect(await again.call('unlock', { pin })).toMatchObject({ answer: { ok: false } })
  await again.openStaffDoor()
  await again.sees('请等')

  await expect
    .poll(async () => (await again.call('unlock', { pin })).ok && (await isIn(again)), {
      timeout: 30_000,
      interval: 1000,
    })
    .toBe(true)
})

test('staff calls are refused before the PIN and after leaving', async () => {
  const kiosk = await started({ data: world().afterQuarter })
  expect(await kiosk.call('sticks', {})).toEqual({ ok: false, kind: 'not-allowed' })
  await kiosk.call('setFirstPin', { pin })
  expect(await kiosk.call('sticks', {})).toMatchObject({ ok: true })
  await kiosk.call('lock', {})
  expect(await kiosk.call('sticks', {})).toEqual({ ok: false, kind: 'not-allowed' })
})

test('a clerk who goes away without leaving is locked out, and the screen goes home', async () => {
  const kiosk = await started({ data: world().afterQuarter, env: { MINGBAI_STAFF_SECONDS: '3' } })
  await kiosk.openStaffDoor()
  await kiosk.typePin(pin)
  await kiosk.typePin(pin)
  await kiosk.arrives('staff')
  await kiosk.arrives('home', 8000)
  expect(await isIn(kiosk)).toBe(false)
})

test('a crashed page takes the clerk’s session with it', async () => {
  const kiosk = await started({ data: world().afterQuarter })
  await kiosk.call('setFirstPin', { pin })
  await kiosk.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer()
  })
  const asked = () =>
    kiosk.app.evaluate(({ BrowserWindow }) => {
      const reply: Promise<{ kind?: string }> | undefined =
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('window.kiosk?.call("sticks", {})')
      return Promise.race([reply, new Promise<undefined>((done) => setTimeout(done, 300, undefined))])
    })
  await expect.poll(asked, { timeout: 5000 }).toEqual({ ok: false, kind: 'not-allowed' })
})

async function isIn(kiosk: Kiosk): Promise<boolean> {
  const reply = await kiosk.call('staffState', {})
  return reply.ok && reply.answer.unlocked
}
