/**
 * Accounts that AWS itself delivers logs from, by what they deliver. Newer regions use service principals instead.
 * Sources: the Elastic Load Balancing, CloudTrail and Redshift guides' tables of accounts by region, and the Billing
 * guide.
 */
const accounts: Readonly<Record<string, readonly string[]>> = {
  "AWS's load balancer logs": [
    "127311923021",
    "033677994240",
    "027434742980",
    "797873946194",
    "098369216593",
    "754344448648",
    "589379963580",
    "718504428378",
    "383597477331",
    "600734575887",
    "114774131450",
    "783225319266",
    "582318560864",
    "985666609251",
    "054676820928",
    "156460612806",
    "652711504416",
    "635631232127",
    "009996457667",
    "897822967062",
    "076674570225",
    "507241528517",
    "048591011584",
    "190560391635",
    "638102146993",
    "037604701340",
  ],
  "AWS CloudTrail": [
    "086441151436",
    "475085895292",
    "388731089494",
    "113285607260",
    "525921808201",
    "119688915426",
    "977081816279",
    "582488909970",
    "216624486486",
    "492519147666",
    "765225791966",
    "903692715234",
    "284668455005",
    "069019280451",
    "187074758985",
    "819402241893",
    "193415116832",
    "681348832753",
    "035351147821",
    "453052556044",
    "829690693026",
    "669305197877",
    "757211635381",
    "859597730677",
    "282025262664",
    "262312530599",
    "683224464357",
    "585772288577",
    "034638983726",
    "814480443879",
    "608710470296",
  ],
  "Amazon Redshift's audit logs": [
    "193672423079",
    "391106570357",
    "262260360010",
    "902366379725",
    "313564881002",
    "865932855811",
    "090321488786",
    "760740231472",
    "361669875840",
    "762762565011",
    "404641285394",
    "907379612154",
    "053454850223",
    "210876761215",
    "307160386991",
    "915173422425",
    "729911121831",
    "075028567923",
  ],
  "AWS's billing reports": ["386209384616"],
};

let names: ReadonlyMap<string, string> | undefined;

/** What AWS runs in the account, where it is one of AWS's own that deliver logs and reports. */
export function serviceAccount(account: string): string | undefined {
  names ??= new Map(Object.entries(accounts).flatMap(([name, ids]) => ids.map((id) => [id, name] as const)));
  return names.get(account);
}

/** Canonical users of S3 that are AWS's own: the one that CloudFront delivers its logs as. */
const canonicalUsers: Readonly<Record<string, string>> = {
  c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0: "Amazon CloudFront's logs",
};

/** What AWS does as the canonical user, where it is one of AWS's own. */
export function serviceCanonicalUser(id: string): string | undefined {
  return Object.hasOwn(canonicalUsers, id) ? canonicalUsers[id] : undefined;
}

/** Is the account one of AWS's own that deliver logs and reports? */
export function isServiceAccount(account: string): boolean {
  return serviceAccount(account) !== undefined;
}
