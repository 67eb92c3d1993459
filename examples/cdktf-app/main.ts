import { App } from "cdktf";
import { accessEstate } from "./access";
import { OrderService } from "./order-service";

const app = new App();
const { payments, platform } = accessEstate(app);
new OrderService(app, "order-service", { owner: payments, platformOwner: platform });
app.synth();
