// Two soft notes that call somebody over from the window; silence where the machine has no sound.

const notes = [
  { hertz: 659.25, from: 0 },
  { hertz: 523.25, from: 0.45 },
] as const
const noteSeconds = 1.1
/** Loud enough to be heard at the next window, no alarm. */
const loudness = 0.35

/** Answers with how to end it. */
export function chime(): () => void {
  const sound = newSound()
  if (!sound) return () => {}
  for (const { hertz, from } of notes) ring(sound, hertz, sound.currentTime + from)
  const over = setTimeout(close, 3000)
  function close() {
    clearTimeout(over)
    // Closing what is closed already is refused, and that is no news.
    void sound?.close().catch(() => undefined)
  }
  return close
}

function newSound(): AudioContext | null {
  try {
    return new AudioContext()
  } catch {
    return null
  }
}

function ring(sound: AudioContext, hertz: number, at: number): void {
  const tone = sound.createOscillator()
  const volume = sound.createGain()
  tone.frequency.value = hertz
  volume.gain.setValueAtTime(0, at)
  volume.gain.linearRampToValueAtTime(loudness, at + 0.02)
  volume.gain.exponentialRampToValueAtTime(0.001, at + noteSeconds)
  tone.connect(volume).connect(sound.destination)
  tone.start(at)
  tone.stop(at + noteSeconds)
}
