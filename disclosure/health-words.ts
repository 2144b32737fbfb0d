// Words that say how somebody is: illnesses, disabilities, how much care a person needs.

/** Behind an illness these words make it a matter of everybody: 宫颈癌筛查, 糖尿病患者门诊用药. */
const forAll =
  '(?!筛查|早筛|普查|防治|防控|预防|疫苗|宣传|知识|患者|病人|门诊|用药|保障|保险|等慢|日|义诊|检查|检测|监测|体检|科普)'

const illnesses = [
  '(?:肺|胃|肝|乳腺|宫颈|食管|食道|直肠|结肠|肠|甲状腺|鼻咽|胰腺|膀胱|前列腺|卵巢|子宫|淋巴|脑|肾|喉|皮肤|骨|血|胆囊|胆管|口腔|舌)癌',
  '癌症?(?:晚期|早期|中期|术后|化疗|放疗|转移)',
  '(?:脑|肝|肺|肾|骨|恶性|垂体|胃肠|淋巴)肿?瘤',
  '白血病|尿毒症|糖尿病足?|高血压病|精神分裂症?|精神病|精神障碍|精神异常|双相情感障碍|抑郁症|癫痫|帕金森氏?病?|脑梗死?|脑瘫|脑出血|脑溢血|脑血栓|中风后遗症',
  '偏瘫|截瘫|高位截瘫|瘫痪|植物人|肝硬化|肝腹水|再生障碍性贫血|再障|地中海贫血|强直性脊柱炎|冠心病|心肌梗死|心梗|心力衰竭|心衰|先天性心脏病|风湿性心脏病|类风湿性?关节炎|类风湿|肾功能不全|肾衰竭?|肾病综合征|股骨头坏死',
  '(?:肾|血液|腹膜)透析|(?:肾|肝|骨髓|心脏)移植|艾滋病?|爱滋病?|(?<![a-z])(?:HIV|AIDS)(?![a-z])|肺结核|结核病|乙型肝炎|丙型肝炎|乙肝|丙肝|阿尔茨海默病?|老年痴呆症?|支架术后|心脏搭桥|红斑狼疮|血友病|渐冻症|重症肌无力|尘肺病?|矽肺|慢阻肺|肺气肿|吸毒|戒毒|梅毒|淋病|性病|麻风病?|唐氏综合征|唐氏儿|自闭症|孤独症|侏儒症?|唇腭裂',
]
const disability = '(?:视力|听力|言语|语言|肢体|智力|精神|多重)'
const degrees = [
  `${disability}残?疾?[（(、,， ]?[一二三四1234ⅠⅡⅢⅣ][级類类](?:残疾)?`,
  `[一二三四1234ⅠⅡⅢⅣ]级[（(、,， ]?${disability}残?疾?`,
  `${disability}残疾(?!人)`,
  '(?:肢|智|精|视|听|言)残[一二三四1234ⅠⅡⅢⅣ]级',
]
const anywhere = new RegExp(`(?:${[...illnesses, ...degrees].join('|')})${forAll}`, 'giu')

/** In a row about a person even 住院 says too much; in a notice for everybody it does not. */
const ofPersons = [
  ...illnesses,
  ...degrees,
  '癌|肿瘤|[肝脑肾肺]瘤|透析|化疗|放疗|术后|手术|开刀|住院|就医|看病|骨折|摔伤|烧伤|烫伤|车祸致残|截肢|突发疾病|重大疾病|大病|慢性?病|因病|因残|患病|患有|重病|久病|疾病|病重|病危|病故|病逝|生病|确诊',
  '残疾(?!人)|残疾人(?!.{0,6}(?:补贴|联合会|证))|致残|伤残|重残|残障|[肢智精视听言]残|双残|一户多残|弱智|智障|聋哑|聋|哑巴|失明|盲人|失聪|失语|失智|痴呆|卧床|失能|半失能|不能自理|无法自理|丧失劳动能力|无劳动能力|(?:半|全)护理|全自理|半自理|生活自理',
  '高血压|糖尿病|心脏病|肝炎|肾炎|肾病|肺炎|哮喘|胃病|脑病|风湿|关节炎|腰椎间盘突出|腰突|白内障|青光眼|甲亢|贫血|精神问题|精神失常|神经病|心脏支架|起搏器|造瘘|结核|不孕|流产|怀孕|残疾证',
  '[\u4e00-\u9fff]{0,2}病(?!虫|害|株|畜|猪|禽|树)',
].join('|')
const inPersonRow = new RegExp(`(?:${ofPersons})`, 'giu')
/** A column 残疾类别 holds nothing else; within a sentence 精神 and 智力 say nothing. */
const wholeCell = new RegExp(`^\\s*(?:${disability}|[一二三四1234]级${disability}?|[肢智精视听言])\\s*$`, 'u')

export function healthIn(text: string, ofPerson: boolean): { start: number; end: number }[] {
  if (!ofPerson) return placesOf(anywhere, text)
  return wholeCell.test(text) ? [{ start: 0, end: text.length }] : placesOf(inPersonRow, text)
}

const placesOf = (pattern: RegExp, text: string): { start: number; end: number }[] =>
  [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }))
