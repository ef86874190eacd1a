import { isRunning, runId } from "../../deploy/run-id";
import { anotherRun } from "../support/another-run";

test("a run that goes on is told from one that has ended, and from another one with the same process id", async () => {
  const other = await anotherRun();
  const [pid] = other.id.split("-");
  try {
    expect([other.id, runId].map(isRunning)).toEqual([true, true]);
    expect(other.id).toMatch(/^\d+-\w+$/);
    expect(isRunning(`${pid}-1`)).toBe(false);
    // As a Trellis of before wrote it.
    expect(isRunning(`${pid}`)).toBe(true);
  } finally {
    other.end();
  }
  await other.ended;
  expect([other.id, `${pid}`].map(isRunning)).toEqual([false, false]);
});

test.each(["", "0-1", "-1-1", "x"])("%p is no run", (id) => {
  expect(isRunning(id)).toBe(false);
});
