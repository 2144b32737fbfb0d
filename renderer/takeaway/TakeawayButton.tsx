// The way to carry home what stands on this page: beside its head, always in the same words.
import { useTranslation } from 'react-i18next'
import type { TakeawayOf } from '../navigation.ts'
import type { Nav } from '../pages.ts'
import { Button } from '../parts/Button.tsx'

export function TakeawayButton(props: { of: TakeawayOf; go: Nav['go'] }) {
  const { t } = useTranslation()
  return (
    <Button testId="open-takeaway" onPress={() => props.go({ kind: 'takeaway', of: props.of })}>
      {t('takeaway:open')}
    </Button>
  )
}
