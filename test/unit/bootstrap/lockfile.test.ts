// The lockfile must install on any machine: other platforms, other registries, older and newer npm.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'

const text = readFileSync('package-lock.json', 'utf8')
const Package = z.object({ optionalDependencies: z.record(z.string(), z.string()).default({}) })
const { packages } = z.object({ packages: z.record(z.string(), Package) }).parse(JSON.parse(text))

test('it names no host a package came from', () => {
  expect(text).not.toMatch(/"resolved"|https?:\/\/[^"]*\.tgz/)
})

test('it holds the binaries of every platform, or npm ci refuses the whole of it', () => {
  const held = new Set(Object.keys(packages).map((place) => place.split('node_modules/').at(-1)))
  const wanted = Object.values(packages).flatMap((each) => Object.keys(each.optionalDependencies))
  expect(wanted.filter((name) => !held.has(name))).toEqual([])
})
