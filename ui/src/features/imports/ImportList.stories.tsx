import { screen } from "@/stories/story";
import { DONE, EARLIER } from "./imports.fixture";

export default screen("/imports", ["imports.list"], { imports: [DONE, EARLIER] });
