// How accounts call what was there before their first line.
export const openingWords = [
  '期初余额',
  '期初结余',
  '期初结存',
  '上期余额',
  '上期结余',
  '上期结转',
  '上季余额',
  '上季结余',
  '上季结转',
  '上月余额',
  '上月结余',
  '上月结转',
  '上年结余',
  '上年结转',
  '承前页',
  '承上页',
] as const
