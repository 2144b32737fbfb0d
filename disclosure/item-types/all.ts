// Every declared item type, in the order villagers see them within a category.
import type { ItemType } from '../item-type.ts'
import { disabilityAllowances, seniorAllowance } from './allowances.ts'
import { balanceSheet } from './balance-sheet.ts'
import { cashLedger } from './cash-ledger.ts'
import { contractedLand } from './contracted-land.ts'
import { contracts } from './contracts.ts'
import { payables, receivables } from './debts.ts'
import { dibaoChange } from './dibao-change.ts'
import { dibaoList } from './dibao-list.ts'
import { dibaoNotice } from './dibao-notice.ts'
import { dibaoStatistics } from './dibao-statistics.ts'
import { farmlandSubsidy } from './farmland-subsidy.ts'
import { grainForGreen } from './grain-for-green.ts'
import { grainGrowerSubsidy } from './grain-grower-subsidy.ts'
import { homesteadApplication, homesteadApproval } from './homesteads.ts'
import { landCompensation } from './land-compensation.ts'
import { landSurvey } from './land-survey.ts'
import { landTransfer } from './land-transfer.ts'
import { machinerySubsidy } from './machinery-subsidy.ts'
import { matterGuide } from './matter-guide.ts'
import { announcement, notice, proclamation, publicNotice, tenderNotice } from './notices.ts'
import { officerPay } from './officer-pay.ts'
import { partyAdmission } from './party-admission.ts'
import { partyDues } from './party-dues.ts'
import { postingSheet } from './posting-sheet.ts'
import { projects } from './projects.ts'
import { reliefGoods } from './relief-goods.ts'
import { resolutions } from './resolutions.ts'
import { subsidyPolicies } from './subsidy-policies.ts'
import { tekunSupport } from './tekun-support.ts'
import { temporaryAssistance } from './temporary-assistance.ts'
import { villageOfficers } from './village-officers.ts'
import { villageProfile } from './village-profile.ts'
import { villageRules } from './village-rules.ts'
import { yikatongPayment } from './yikatong-payment.ts'

export const itemTypes: readonly ItemType[] = [
  postingSheet,
  cashLedger,
  balanceSheet,
  contracts,
  receivables,
  payables,
  farmlandSubsidy,
  grainGrowerSubsidy,
  machinerySubsidy,
  grainForGreen,
  yikatongPayment,
  subsidyPolicies,
  dibaoList,
  dibaoNotice,
  dibaoChange,
  dibaoStatistics,
  temporaryAssistance,
  tekunSupport,
  seniorAllowance,
  disabilityAllowances,
  reliefGoods,
  landCompensation,
  landTransfer,
  contractedLand,
  landSurvey,
  homesteadApplication,
  homesteadApproval,
  projects,
  resolutions,
  villageProfile,
  villageOfficers,
  officerPay,
  villageRules,
  notice,
  proclamation,
  announcement,
  publicNotice,
  tenderNotice,
  partyDues,
  partyAdmission,
  matterGuide,
]

const byId = new Map(itemTypes.map((type) => [type.id, type]))

export const itemTypeOf = (id: string): ItemType | undefined => byId.get(id)
