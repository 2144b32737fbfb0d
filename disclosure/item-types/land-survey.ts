// 延包摸底: what each household said of its fields before the second contract is prolonged; one form per household.
import { area, count, person, text } from '../fields.ts'
import { itemType } from '../item-type.ts'

export const landSurvey = itemType({
  id: 'land-survey',
  category: 'land',
  title: '承包地(确权)',
  words: ['延包农户家庭成员及承包地摸底表', '承包地摸底表', '延包摸底'],
  notWords: ['通知', '会议'],
  period: 'standing',
  disclosureKind: 'standing',
  phase: 'before',
  layout: {
    kind: 'labelled',
    lines: ['plotName', 'area', 'east', 'south', 'west', 'north', 'change'],
    // Who belongs to a household, and by what number, is nobody's business; how many they are is.
    counted: [
      { into: 'householdSize', header: ['家庭成员姓名', '成员姓名'] },
      { into: 'plots', header: ['地块名称'] },
    ],
    formNo: ['承包方编码'],
  },
  fields: {
    payee: person(['承包方代表', '户主姓名'], { required: true }),
    householdSize: count('person', []),
    registeredArea: area(['确权总面积']),
    plots: count('plot', []),
    plotName: text(['地块名称'], { search: true }),
    area: area(['面积', '地块面积'], { required: true }),
    east: text(['东至']),
    south: text(['南至']),
    west: text(['西至']),
    north: text(['北至']),
    change: text(['变动', '变动情况']),
  },
  repeated: ['householdSize', 'registeredArea', 'plots'],
  list: ['payee', 'householdSize', 'plotName', 'area'],
  totals: { area: { sum: 'area', labels: ['确权总面积'] } },
  headline: 'area',
  checks: [{ kind: 'at-most', part: 'area', whole: 'registeredArea' }],
})
