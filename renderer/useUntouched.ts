// Whether nobody has touched the screen for a while: what is calm then begins, and ends with the next touch.
import { useEffect, useState } from 'react'
import { signsOfLife } from './useIdle.ts'

export function useUntouched(ms: number, active: boolean): boolean {
  const [untouched, setUntouched] = useState(false)
  useEffect(() => {
    setUntouched(false)
    if (!active) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const wait = () => {
      clearTimeout(timer)
      timer = setTimeout(() => setUntouched(true), ms)
    }
    const onTouch = () => {
      setUntouched(false)
      wait()
    }
    wait()
    for (const name of signsOfLife) window.addEventListener(name, onTouch, { capture: true })
    return () => {
      clearTimeout(timer)
      for (const name of signsOfLife) window.removeEventListener(name, onTouch, { capture: true })
    }
  }, [ms, active])
  return active && untouched
}
