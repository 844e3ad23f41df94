import { idOf } from "@/client/fakePeople";
import { screen } from "@/stories/story";

const path = `/companies/${idOf("company", 0)}`;
const { empty: _, ...states } = screen(path, ["companies.get"]);

export default { ...states, empty: { path: `/companies/${idOf("company", 3)}` } };
