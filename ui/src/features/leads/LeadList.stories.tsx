import { opens, presses, screen, type Stories, type Story } from "@/stories/story";

const changing: Story = {
  path: "/leads",
  steps: [
    rowsAreThere,
    presses("x"),
    presses("j"),
    presses("x"),
    opens("[role=region] button:has(> .lucide-square-pen)"),
    choosesRating,
  ],
};

function rowsAreThere(): boolean {
  return document.body.textContent.includes("Hanna Seidel");
}

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
    steps: [
      rowsAreThere,
      presses("x"),
      opens("[role=region] button:has(> .lucide-square-pen)"),
      choosesRating,
    ],
  },
  german: { path: "/leads", language: "de" },
};
export default stories;
