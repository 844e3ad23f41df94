import { choosesTwo, opensChange, screen, type Stories, type Story } from "@/stories/story";

const changing: Story = {
  path: "/leads",
  steps: [...choosesTwo, opensChange, choosesRating],
};

function choosesRating(): boolean {
  const option = document.querySelector<HTMLOptionElement>('[role=dialog] option[value="rating"]');
  if (!option) return false;
  option.selected = true;
  option.parentElement?.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
}

const stories: Stories = {
  ...screen("/leads", ["leads.list"]),
  changing,
  changingGerman: {
    ...changing,
    language: "de",
    steps: [...choosesTwo.slice(0, 2), opensChange, choosesRating],
  },
  german: { path: "/leads", language: "de" },
};
export default stories;
