// On the clerk's first page: an update that is under way, waits to be looked at, or is just done, and the way to it.
import { useEffect } from 'react'
import type { TFunction } from 'i18next'
import type { UpdateState } from '../../electron/contract.ts'
import { callKiosk } from '../kiosk.ts'
import type { Nav } from '../pages.ts'
import { Button } from '../parts/Button.tsx'
import type { Piece } from '../parts/Flow.tsx'
import { useUpdate, wasShown } from './useUpdate.ts'
import styles from './UpdateScreen.module.css'

/** What was looked at and left is put away; what goes on, or ended while nobody looked, is led to. */
export function useRunningUpdate(): UpdateState['kind'] | null {
  const [state] = useUpdate()
  useEffect(() => {
    void callKiosk('updateState', {}).then((reply) => {
      if (!reply.ok) return
      const { kind } = reply.answer
      const isOver = kind === 'ready' || kind === 'refused' || kind === 'failed'
      if (isOver && wasShown(reply.answer)) void callKiosk('dismissUpdate', {})
    })
  }, [])
  return state?.kind ?? null
}

export function runningPieces(t: TFunction, kind: UpdateState['kind'] | null, go: Nav['go']): Piece[] {
  if (kind === null || kind === 'idle') return []
  return [
    {
      id: 'running update',
      node: (
        <Button className={styles['running']} testId="staff-running" onPress={() => go({ kind: 'update' })}>
          <b>{t(`staff:update.running.${kind}`)}</b>
          <span>{t('staff:update.running.look')}</span>
        </Button>
      ),
    },
  ]
}
