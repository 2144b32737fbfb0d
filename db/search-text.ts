// What a search looks through: one spelling of letters and digits.

/** Nothing in such a text has another spelling: by far the most names and subjects. */
const hasOneSpelling = /^[\u4e00-\u9fff0-9a-z ]*$/

export function searchText(values: readonly unknown[]): string {
  const [first] = values
  const text =
    values.length === 1 && typeof first === 'string'
      ? first
      : values
          .flat()
          .filter((value) => typeof value === 'string')
          .join(' ')
  return hasOneSpelling.test(text) ? text : text.normalize('NFKC').toLowerCase()
}
