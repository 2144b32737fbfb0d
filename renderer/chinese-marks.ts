// Chinese among the words of another language says that it is Chinese: village names, titles, and what nobody translated.
import { useEffect } from 'react'
import { baseLanguage } from '../disclosure/languages.ts'
import { isChineseAlone } from './language-rules.ts'

/**
 * Marked after drawing, where the text stands: content comes to the page from a hundred places, and no place can know
 * whether a word that it asked for was there. Does nothing while everything is Chinese.
 */
export function useChineseMarks(language: string): void {
  useEffect(() => {
    if (language === baseLanguage) return
    const page = document.body
    const marked = new Set<Element>()
    const mark = (element: Element) => {
      // What says itself which language it is in needs no mark.
      if (element.hasAttribute('lang') && !marked.has(element)) return
      const text = [...element.childNodes].map((each) => (each instanceof Text ? each.data : '')).join('')
      if (isChineseAlone(text, language)) {
        element.setAttribute('lang', baseLanguage)
        marked.add(element)
      } else if (marked.delete(element)) element.removeAttribute('lang')
    }
    const markAll = (root: Node) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node; node = walker.nextNode())
        if (node.parentElement) mark(node.parentElement)
    }
    markAll(page)
    const watcher = new MutationObserver((changes) => {
      for (const { type, target, addedNodes } of changes) {
        if (type === 'characterData' && target.parentElement) mark(target.parentElement)
        for (const added of addedNodes)
          markAll(added instanceof Element ? added : (added.parentElement ?? added))
      }
    })
    watcher.observe(page, { childList: true, characterData: true, subtree: true })
    return () => {
      watcher.disconnect()
      for (const element of marked) element.removeAttribute('lang')
    }
  }, [language])
}
