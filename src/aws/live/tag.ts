import { aText, record, type Shape } from "../../terraform/shape";
import type { Tag } from "./answers";

export const aTag: Shape<Tag> = record<Tag>({ Key: aText, Value: aText });
