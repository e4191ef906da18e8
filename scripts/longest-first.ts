import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take a minute or more, and a folder of them. Their length does not show in their size. */
const LONG =
  /\/(chaos\/(kill|unheard)|process\/(start-stop|refused-start|crash-loop)|browser\/[\w-]+)\.test\.ts$/;

/**
 * Runs the long files first, so that no worker is left with one when the others have finished. Vitest does so by the last
 * run's times, which a fresh machine does not have: it goes by file size, and begins the longest tests of all last.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ project, moduleId }: TestSpecification) =>
      2 * project.config.sequence.groupOrder + (LONG.test(moduleId) ? 0 : 1);
    return sorted.sort((a, b) => rank(a) - rank(b));
  }
}
