import { expect, test } from 'vitest';
import { amendStop, voidStop, type Stop } from '../../src/core/stop';
import { onChange } from '../../src/store/changes';
import { record } from '../../src/store/record';
import { readRecords, withStop, type StopRecord } from '../../src/store/records';
import { aPhone, aStop, NINE, type Phone } from '../phone';

const read = async (phone: Phone): Promise<StopRecord[]> => (await readRecords(phone.id)).stops;

test('what stands on the screen right after a save is what a reading finds', async () => {
  const phone = await aPhone();
  let shown: StopRecord[] = [];
  const end = onChange((written) => {
    for (const one of written ?? []) shown = withStop(shown, one.shown as Stop, one.operation);
  });

  await phone.save();
  await phone.save(aStop({ stopped_at: NINE - 60_000 }));
  expect(shown).toEqual(await read(phone));

  const stop = shown[1]!.stop;
  const change = amendStop(stop, { finding: 'late' }, 'Learned more');
  await record(phone.id, [{ change, type: 'stop', view: { ...stop, finding: 'late' as const } }], NINE);
  expect(shown[1]!.stop.finding).toBe('late');
  expect(shown).toEqual(await read(phone));

  const changed = shown[1]!.stop;
  const undo = voidStop(changed, 'undo');
  await record(phone.id, [{ change: undo, type: 'stop', view: { ...changed, voided: true } }], NINE);
  expect(shown).toHaveLength(1);
  expect(shown).toEqual(await read(phone));
  end();
});
