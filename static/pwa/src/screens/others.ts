/**
 * The screens that are not the street's. They are a script of their own, which comes once the first screen stands:
 * only `rest` may import this, or all of it would be part of the start again.
 */
export { EnrolScreen } from './enrol';
export { HelpScreen } from './help';
export { LawScreen } from './law';
export { PatrolScreen } from './patrol/patrol';
export { ShiftScreen } from './patrol/shift';
export { beginPractice } from './practice/begin';
export { RecordScreen } from './stop/record';
export { WhereScreen } from './stop/where';
export { SweepsScreen } from './sweep';
export { TodayScreen } from './today';
export { TroubleScreen } from './trouble';
