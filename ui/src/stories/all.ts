// Every story there is, by `feature/Screen/state`.
import type { Story, Stories } from "./story";

const modules = import.meta.glob<Record<string, Story>>("../**/*.stories.tsx", { eager: true });

export const ALL: Stories = Object.fromEntries(
  Object.entries(modules).flatMap(([file, stories]) => {
    const name = file.replace(/^\.\.\/(features\/)?/, "").replace(/\.stories\.tsx$/, "");
    return Object.entries(stories).flatMap(([state, story]) =>
      state === "default"
        ? Object.entries(story as unknown as Stories).map(([inner, one]) => [`${name}/${inner}`, one])
        : [[`${name}/${state}`, story]],
    ) as [string, Story][];
  }),
);
