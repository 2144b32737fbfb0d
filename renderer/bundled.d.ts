// What the bundler turns into modules besides scripts: style sheets, drawings and word lists.
declare module '*.module.css' {
  const classes: Readonly<Record<string, string>>
  export default classes
}
declare module '*.css' {}
/** Where a file stands in the page's folder. */
declare module '*?url' {
  const address: string
  export default address
}
/** The same of a script that runs beside the page. */
declare module '*?worker&url' {
  const address: string
  export default address
}

interface ImportMeta {
  glob<T>(pattern: string, options: { eager: true; import: 'default' }): Record<string, T>
  glob<T>(patterns: readonly string[], options: { import: 'default' }): Record<string, () => Promise<T>>
}
