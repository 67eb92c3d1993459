import { serve } from "../../../../src/provider/protocol/serve";
import { tiny } from "./tiny";

void serve(tiny);
