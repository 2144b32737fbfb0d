// Which village a text means: 柳沟, 柳沟村委会, 柳沟行政村 and 石桥镇柳沟村一组 all name one village.
import { compact, smallNumber } from '../disclosure/parse.ts'
import type { Township, Village } from '../disclosure/township.ts'

export type Placed = { village: Village; group: number | null; rest: string }

export class VillageNames {
  readonly #townshipName: string
  /** Longest first, so that 大柳沟 is not taken for 柳沟. */
  readonly #aliases: readonly { alias: string; village: Village; taught?: string }[]
  /** Names a clerk has taught and a sheet has used. */
  readonly taughtUsed = new Set<string>()

  constructor(township: Township, learned: Readonly<Record<string, string>> = {}) {
    this.#townshipName = compact(township.name)
    const own = township.villages.flatMap((village) =>
      aliasesOf(compact(village.name)).map((alias) => ({ alias, village })),
    )
    // What a clerk answered once: 老柳沟 is 柳沟村.
    const taught = Object.entries(learned).flatMap(([alias, name]) => {
      const village = own.find((each) => each.alias === compact(name))?.village
      return village ? [{ alias: compact(alias), village, taught: alias }] : []
    })
    this.#aliases = [...own, ...taught].sort((one, other) => other.alias.length - one.alias.length)
  }

  /** A cell of a village column; with a group behind it if there is one. */
  place(text: string): Placed | null {
    const seen = this.#bare(text)
    for (const { alias, village, taught } of this.#aliases) {
      if (!seen.startsWith(alias)) continue
      const rest = seen.slice(alias.length).replace(/^[-—,,、]/, '')
      const group = groupIn(rest)
      if (rest === '' || group !== null) {
        if (taught !== undefined) this.taughtUsed.add(taught)
        return { village, group, rest: '' }
      }
      if (
        /^(?:支部委员会|党支部|党总支|村?委会|(?:村民委员会|村委会|居委会)\(?\d{6,12}\)?|\(?\d{6,12}\)?|股份经济合作社|(?:股份)?经济(?:联)?合作社|集体)$/.test(
          rest,
        )
      )
        return { village, group: null, rest: '' }
    }
    return null
  }

  /** The one village a title speaks of; null if it names none or several. */
  mentionedIn(text: string): Placed | null {
    let seen = this.#withoutTownship(compact(text))
    let found: Placed | null = null
    for (const { alias, village, taught } of this.#aliases) {
      const at = seen.indexOf(alias)
      if (at < 0) continue
      if (taught !== undefined) this.taughtUsed.add(taught)
      if (found && found.village !== village) return null
      const rest = seen.slice(at + alias.length)
      const group = /^村?(第?[一二三四五六七八九十\d]{1,3}(?:村民)?小?组)/.exec(rest)?.[1]
      if (!found) found = { village, group: group ? groupIn(group) : null, rest: '' }
      seen = seen.replaceAll(alias, '□')
    }
    return found
  }

  /** A text without the township and its villages: what is left is the same for all of them. */
  without(text: string): string {
    let left = compact(text).replaceAll(this.#townshipName, '')
    for (const { alias } of this.#aliases) left = left.replaceAll(alias, '')
    return left
  }

  /** Whether most of these cells are villages, with or without a group. */
  areMost(texts: readonly string[]): boolean {
    const said = texts.filter((text) => compact(text) !== '')
    return said.length > 0 && said.filter((text) => this.place(text) !== null).length >= said.length * 0.8
  }

  /** A village by one of its own names, as a clerk writes it in an answer. */
  named(name: string): Village | null {
    return this.#aliases.find(({ alias }) => alias === compact(name))?.village ?? null
  }

  byCode(code: string): Village | null {
    return this.#aliases.find(({ village }) => village.code === code)?.village ?? null
  }

  #bare(text: string): string {
    const seen = this.#withoutTownship(compact(text)).replace(/^中共/, '')
    // (柳沟村), 990102100201柳沟村
    return seen.replace(/^[((](.+)[))]$/, '$1').replace(/^\d{6,12}[-.、]?(?=\D)/, '')
  }

  #withoutTownship(seen: string): string {
    // 示例县石桥镇柳沟村 too: what stands before the township is where it lies.
    const at = seen.indexOf(this.#townshipName)
    const isPrefix = at >= 0 && /^(?:[^(()]{1,12}[省市县区州旗盟])?$/.test(seen.slice(0, at))
    return isPrefix ? seen.slice(at + this.#townshipName.length) : seen
  }
}

function aliasesOf(name: string): string[] {
  const base = name.replace(
    /(?:行政村|村民委员会|村委会|村|社区居民委员会|社区居委会|居民委员会|居委会|社区)$/,
    '',
  )
  if (base === name) return [name]
  const offices = [`${base}居委会`, `${base}社区居委会`, `${base}居民委员会`, `${base}社区居民委员会`]
  const forms = [name, `${name}委会`, `${base}村民委员会`, `${base}行政村`, `${base}社区`, ...offices]
  // One character alone would be found in every second word.
  return base.length >= 2 ? [...forms, base] : forms
}

function groupIn(text: string): number | null {
  const match = /^第?(\d{1,3}|[一二三四五六七八九十]{1,3})(?:村民)?(?:小?组|社|队)$/.exec(text)
  return match ? smallNumber(match[1] ?? '') : null
}
