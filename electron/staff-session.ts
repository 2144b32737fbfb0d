// Whether a clerk is in: from a right PIN until they leave, stay away, or the screen stops being theirs.

export type StaffSession = {
  isOpen(): boolean
  open(): void
  /** Each staff call proves that somebody is still there. */
  touch(): void
  close(): void
}

/** `onChange` hears every opening and closing; time is monotonic, so a corrected clock opens nothing. */
export function staffSession(of: {
  idleMs: number
  onChange: (open: boolean) => void
  now?: () => number
}): StaffSession {
  const now = of.now ?? (() => performance.now())
  let lastSeen: number | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const close = () => {
    clearTimeout(timer)
    if (lastSeen === null) return
    lastSeen = null
    of.onChange(false)
  }
  const touch = () => {
    if (lastSeen === null) return
    lastSeen = now()
    clearTimeout(timer)
    timer = setTimeout(close, of.idleMs)
    timer.unref?.()
  }
  return {
    // The clock is asked too: a timer fires late on a machine that was asleep.
    isOpen: () => {
      if (lastSeen !== null && now() - lastSeen >= of.idleMs) close()
      return lastSeen !== null
    },
    open() {
      const wasOpen = lastSeen !== null
      lastSeen = now()
      touch()
      if (!wasOpen) of.onChange(true)
    },
    touch,
    close,
  }
}
