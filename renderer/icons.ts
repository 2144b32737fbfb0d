// The drawings of the categories: our own, of one weight, and no emblem of anybody.
import type { CategoryId } from '../disclosure/item-type.ts'
import finance from '../assets/icons/finance.svg'
import land from '../assets/icons/land.svg'
import notice from '../assets/icons/notice.svg'
import organization from '../assets/icons/organization.svg'
import project from '../assets/icons/project.svg'
import socialAssistance from '../assets/icons/social-assistance.svg'
import subsidy from '../assets/icons/subsidy.svg'
import villageAffairs from '../assets/icons/village-affairs.svg'

const drawings = {
  finance,
  subsidy,
  'social-assistance': socialAssistance,
  land,
  project,
  'village-affairs': villageAffairs,
  organization,
  notice,
} satisfies Record<CategoryId, string>

export const iconOf = (category: CategoryId): string => drawings[category]
