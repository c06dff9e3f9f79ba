"""Every command does and says the same on this machine and against a server that really runs."""

import base64
import json
import re
import shlex
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click
import pytest

from registry.__main__ import main
from registry.kit.clock import SHANGHAI
from tests.build import description
from tests.cli.conftest import Shell
from tests.cli.serving import served
from tests.contract.signers import SIGNER
from tests.databases import SqliteTemplate, postgres_template

PARKING = {"publisher": "yunling", "name": "parking", **description()}

LOCAL = {
    "init", "demo --if-empty", "check", "reindex", "backup FILE", "restore FILE --yes", "serve", "worker",
    "statistics rebuild", "credit rebuild", "sweep", "collect",
}  # fmt: skip
"""What only the registry's own machine can do."""

DECLINED = "declined: "
"""Begins a step that the registry declines, both ways in the same words."""

OF_NO_REGISTRY = {"attest sign", "completion", "publiccode check", "interface check", "interface compare"}
"""What asks no registry at all."""

NOTHING = "00000000-0000-7000-8000-000000000000"

STEPS = [
    "divisions add 330102 --name 示例区 --kind district --parent 330100",
    "divisions list 330102",
    "organisations add yunling --kind city --name-en Yunling --division 330100 --class leading",
    "organisations add haina --kind city --name-zh 示例海纳",
    "organisations list",
    "organisations list --kind city",
    "organisations list --parent yunling",
    "organisations show yunling",
    "organisations describe yunling --about-zh 示例 --gene economy=制造业",
    "organisations search 海纳",
    "organisations peers yunling",
    "organisations draft newtown --kind city --name-en Newtown",
    "organisations approve newtown",
    "organisations draft oldtown --kind city --name-en Oldtown",
    "organisations merge oldtown newtown",
    "members add yunling --login wang --display-name 某人 --role publisher",
    "members list yunling",
    "members remove yunling wang",
    "members list yunling",
    "tokens issue yunling --scope catalogue:write --days 7 --label 示例",
    "tokens list yunling",
    "tokens revoke TOKEN",
    "publish parking.json --dry-run",
    "publish parking.json",
    "publish again.json",
    "components show yunling/parking",
    "versions yunling/parking",
    "versions yunling/parking --specifier <2",
    "import many.ndjson",
    "publiccode import lamps.yml --publisher yunling",
]
"""In this order: what a step makes, later ones read."""

STEPS_OF_EACH = [
    "publiccode export yunling/parking",
    "search 停车",
    "similar yunling/parking",
    "components graph yunling/parking --needed-by --depth 2",
    "compare versions yunling/parking 1.0 2.0",
    "compare components yunling/parking yunling/lights",
    "quarantine place yunling/signals --reason 示例",
    "declined: publish held.json",
    "quarantine list",
    "quarantine lift yunling/signals --reason 示例",
    "quarantine list --history",
    "components remove yunling/signals --yes",
    "family yunling/parking",
    "sbom add yunling/parking 1.0 bom.cdx.json",
    "declined: sbom index yunling/parking 1.0 nothing.json",
    "sbom show yunling/parking 1.0 --packages",
    "packages left-pad --version <2",
    "feedback add yunling/parking --title 道闸不抬杆 --organisation haina --credit 示例",
    "feedback list --component yunling/parking",
    "feedback answer FEEDBACK --answer 正在查看",
    "feedback resolve FEEDBACK 1.0 --answer 已修复",
    "release-notes yunling/parking 1.0",
    "feedback reopen FEEDBACK",
    "feedback decline FEEDBACK --answer 示例",
    "feedback show FEEDBACK",
    "demands post --title-zh 电梯监测 --description-zh 困人报警 --domain A4 --organisation yunling",
    "demands second DEMAND haina --note 示例",
    "demands seconds DEMAND",
    "demands second DEMAND haina --withdraw",
    "demands offer DEMAND yunling/parking --organisation haina",
    "demands offers DEMAND",
    "demands answer DEMAND OFFER --note 示例",
    "demands reopen DEMAND",
    "demands close DEMAND --reason 示例",
    "demands show DEMAND",
    "demands list --organisation yunling -q 电梯 --sort most_seconded",
    "demands list --common",
    "demands unmet",
    "scenarios add yunling --code lifts --name-zh 电梯 --needs-zh 困人 --part yunling/parking>=1 --department 市场局",
    "scenarios add yunling --code pools --name-zh 泳池 --needs-zh 示例",
    "scenarios change yunling lifts --status under_way --featured",
    "scenarios remove yunling pools --reason 示例",
    "scenarios open yunling lifts --closes-on 2099-01-01 --zh 征集方案",
    "organisations add liftfirm --kind operating_entity --name-zh 示例公司",
    "scenarios respond yunling lifts 示例方案 --component yunling/parking --entity liftfirm",
    "scenarios decide yunling lifts RESPONSE --reason 示例",
    "scenarios responses yunling lifts",
    "scenarios opened",
    "scenarios close yunling lifts",
    "scenarios plan yunling lifts=yunling/parking@2099-01-31",
    "scenarios roadmap yunling",
    "scenarios show yunling lifts",
    "scenarios list yunling --status under_way",
    "scenarios coverage yunling",
    "resolve yunling/parking yunling/lights --lock fit.lock",
    "lock show fit.lock",
    "lock check fit.lock",
    "adopt yunling/parking<2 --adopter haina --scenario 医院停车",
    "declined: confirmations add ADOPTION --dispute --note 示例",
    "adoptions move ADOPTION approved",
    "adoptions move ADOPTION live --note 示例",
    "workdays set 2026-10-01 --free --name-zh 国庆节",
    "workdays set 2026-10-01 --working --name-zh 国庆节",
    "workdays list --from 2026-01-01",
    "workdays import calendar.csv",
    "workdays remove 2026-10-01",
    "agreements list",
    "agreements show",
    "agreements add agreement.json",
    "applications preview application.json",
    "applications submit application.json",
    "applications list --status open",
    "applications show APPLICATION",
    "declined: applications decide APPLICATION 1 approve",
    "declined: applications delegate APPLICATION 1 nobody",
    "declined: applications resubmit APPLICATION 1",
    "declined: applications trial APPLICATION 1 passed",
    "applications withdraw APPLICATION 1 --note 示例",
    "outdated --adopter haina",
    "respond ADOPTION behind 2.0",
    "declined: respond ADOPTION behind 2.0 --response snoozed --until 2026-01-01 --reason 示例",
    "outdated --adopter haina --snoozed",
    "policy set haina policy.json",
    "policy show haina",
    "policy check haina yunling/parking 1.0",
    "tasks haina",
    "landscape import haina landscape.csv --dry-run --wait",
    "landscape import haina landscape.csv --wait",
    "landscape show haina --stage live",
    "landscape save haina landscape.csv",
    "landscape certify haina --by 示例 --note 示例",
    "declined: landscape hand-over ADOPTION nowhere --reason 示例",
    "landscape take-out haina everything.zip",
    "adoptions list --adopter haina",
    "adoptions describe ADOPTION --department 城管局 --level city --contribution process",
    "declined: adoptions describe ADOPTION --scenario 示例 --operator nowhere",
    "adoptions show ADOPTION",
    "adoptions contract ADOPTION contract.json",
    "adoptions contract ADOPTION",
    "evidence add ADOPTION --kind statement --title 示例",
    "evidence upload ADOPTION package.zip --kind acceptance",
    "evidence list ADOPTION",
    "evidence decide ADOPTION EVIDENCE accept --note 示例",
    "confirmations list ADOPTION",
    f"declined: confirmations withdraw ADOPTION {NOTHING} --reason 示例",
    "declined: claims make yunling/parking --adopter haina --since 2026-01-01",
    "claims list --status open",
    f"declined: claims confirm {NOTHING}",
    f"declined: claims reject {NOTHING} --note 示例",
    f"declined: claims withdraw {NOTHING}",
    "attest key ADOPTION",
    "attest keys ADOPTION",
    "attest nonce ADOPTION --offline",
    "declined: attest signed ADOPTION --key adoption.key --usage 1-99",
    "declined: attest file ADOPTION signed.json",
    "attest state ADOPTION --by 王工 --statement 在用 --version 1.0",
    "attest list ADOPTION",
    "questions ask yunling/parking haina 如何迁移 --city yunling",
    "questions answer QUESTION 分三批",
    "questions ask yunling/parking haina 费用 --city yunling",
    "questions decline QUESTION",
    "questions list --side asking",
    "pairings propose yunling haina --from 2026-01-01 --agreement-zh 示例",
    "pairings answer PAIRING",
    "pairings plan PAIRING talent_secondment --direction talent --title-zh 挂职 --on 2026-02-01 --as yunling",
    "pairings evidence PAIRING ACTIVITY --from 2026-02-01 --to 2026-02-28 --people 2 --as haina",
    "declined: pairings confirm PAIRING ACTIVITY",
    "declined: pairings result PAIRING ACTIVITY --outcome-zh 示例 --as haina",
    "pairings cancel PAIRING ACTIVITY --reason 示例 --as haina",
    "pairings activities PAIRING",
    "pairings fund PAIRING 1000.00 --from 2026-01-01 --to 2026-12-31 --source 示例 --as yunling",
    "pairings funding PAIRING",
    "declined: pairings complete PAIRING",
    "pairings show PAIRING",
    "pairings list --city haina",
    "declined: pairings exchange nowhere",
    "organisations add builder --kind operating_entity --name-en Builder",
    "services offer yunling/parking builder --kind training --description-zh 示例 --price-terms-zh 面议",
    "services list --component yunling/parking",
    "services change yunling/parking SERVICE --kind support",
    "services show yunling/parking SERVICE",
    "declined: services rate yunling/parking SERVICE 5 --comment 示例",
    "services ratings yunling/parking SERVICE",
    "purchases organise yunling --title-zh 示例 --component yunling/parking --closes-on 2099-01-01",
    "purchases join PURCHASE haina",
    "purchases leave PURCHASE haina",
    "purchases join PURCHASE haina",
    "purchases change PURCHASE --closes-on 2099-02-01 --minimum 2",
    "purchases close PURCHASE",
    "purchases agree PURCHASE builder 100.00 --from 2026-01-01 --to 2099-12-31",
    f"declined: purchases call-off PURCHASE {NOTHING} {NOTHING}",
    "purchases list --member haina",
    "purchases show PURCHASE",
    "purchases organise yunling --title-zh 示例 --service SERVICE --closes-on 2099-01-01",
    "purchases cancel PURCHASE --reason 示例",
    "services withdraw yunling/parking SERVICE",
    "reports add yunling/parking package.zip --kind other --title 示例 --issuer 示例 --issued-on 2026-01-05",
    "reports list yunling/parking",
    "reports request REPORT --reason 示例 --city haina",
    "reports requests --status open",
    "reports decide REQUEST --note 示例",
    "reports fetch REPORT report.zip",
    "reports withdraw REPORT",
    "adoptions usage ADOPTION usage.csv",
    "adoptions usage ADOPTION",
    "adoptions report ADOPTION --from 2026-01-01 --to 2026-01-31 --summary 平稳 --figure incidents=2",
    "adoptions reports ADOPTION",
    "adoptions cost ADOPTION --baseline 1000.00 --actual 400.00 --baseline-kind award --evidence 中标公告",
    "adoptions decide-cost ADOPTION verify --note 示例",
    "adoptions cost ADOPTION",
    "savings haina",
    "adoptions rate ADOPTION 5 --comment 好用",
    "ratings yunling/parking",
    "adoptions unrate ADOPTION",
    "gaps add haina --problem security --title 示例 --domain A7 --severity high --due-on 2099-12-31 --basis 示例",
    "gaps list haina --status open --problem security",
    "diagnosis show haina",
    "gaps close haina GAP --reason 示例",
    "statistics overview",
    "statistics overview --domain A4 --as-of 2026-03-01",
    "statistics series --interval quarter",
    "statistics city haina --period 2026",
    "report reuse --month 2026-01",
    "report list",
    "statistics flows --by province",
    "statistics rankings --by adopters --limit 5",
    "statistics network",
    "statistics spread --domain A4",
    "statistics adopters",
    "statistics time-to-adopt",
    "statistics retention",
    "statistics currency",
    "statistics savings",
    "statistics unused",
    "statistics at-risk",
    "statistics support",
    "statistics coverage",
    "statistics first-publishers",
    "taxonomies list",
    "taxonomies show domains",
    "taxonomies release edition.json",
    "taxonomies activate domains 2099-01",
    "organisations add inspector --kind assessor --name-en Inspector",
    "standards list 28181",
    "standards show gb-t-28181-2016",
    "standards add 'DB99/T 1-2026' --kind local --title-zh 示例标准",
    "standards claim yunling/parking 1.0 'GB/T 28181-2016' --report-title 检测报告",
    "standards verify yunling/parking 1.0 'GB/T 28181-2016' --reject --note 示例 --verifier inspector",
    "components propose yunling/benches --title-zh 长椅 --summary-zh 示例 --kind service",
    "components take-over yunling/benches",
    "components submit yunling/draft",
    "components confirm yunling/parking",
    "components transfer yunling/lights --to haina",
    "components transfer yunling/lights --accept",
    "reviews",
    "declined: components list yunling/parking",
    "declined: components return yunling/parking --reasons 示例",
    "declined: components sign-off yunling/parking",
    "declined: components give-back yunling/parking --reasons 示例",
    "declined: components merge yunling/parking yunling/parking",
    "synonyms add 停车 泊车",
    "synonyms list",
    "synonyms remove SYNONYM",
    "dictionary add 一网统管示例",
    "dictionary list",
    "dictionary remove 一网统管示例",
    "misses",
    "screen idea.txt",
    "screen idea.txt --keep --organisation yunling",
    "screenings list",
    "screenings show SCREENING",
    "screenings decide SCREENING justified_new --outcome approved --reasons 示例",
    "screen idea.txt --keep --organisation yunling",
    "screenings withdraw SCREENING",
    "advisories publish yunling/parking advisory.json",
    "advisories list --component yunling/parking --severity high",
    "advisories affected yunling/parking 1.0",
    "advisories show ADVISORY",
    "advisories show ADVISORY --osv",
    "advisories export --component yunling/parking",
    "advisories import osv.ndjson",
    "advisories withdraw ADVISORY --reason 误报",
    "credit show ADOPTION --as-of 2026-06-30",
    "credit of haina --from 2026-01-01 --to 2026-06-30",
    "credit of yunling --side publisher",
    "projects add project.json",
    "projects list --organisation yunling --status planned",
    "projects describe PROJECT summary.json",
    "projects milestone PROJECT 上线 2026-01-05",
    "projects overdue --organisation yunling",
    f"declined: projects postpone PROJECT {NOTHING} 2026-06-01 --reason 示例",
    f"declined: projects reach PROJECT {NOTHING} --evidence 示例 --link https://example.org",
    f"declined: projects link PROJECT {NOTHING}",
    f"declined: projects unlink PROJECT {NOTHING}",
    "projects targets PROJECT targets.json",
    "projects move PROJECT running --note 示例",
    "projects move PROJECT finished",
    "projects results PROJECT 1=60",
    "declined: projects evaluate PROJECT 2=1 --note 示例",
    "projects publish PROJECT",
    "projects publish PROJECT --withdraw",
    "projects show PROJECT",
    "cases call call.json",
    "cases campaigns",
    "cases standings CAMPAIGN",
    "cases draft case.json",
    "cases list --organisation yunling --status draft",
    "cases rewrite CASE title.json",
    "cases submit CASE",
    f"declined: cases review {NOTHING} --scores 80 90 70 60 --comment 示例",
    "declined: cases decide CASE select --reasons 示例",
    "declined: cases promote CASE lecture --on 2026-01-05 --note 示例",
    "cases withdraw CASE --note 示例",
    "cases show CASE",
    "benchmarks grant yunling --reason 示例 --until 2099-12-31",
    "benchmarks list yunling",
    "benchmarks revoke BENCHMARK --reason 示例",
    "safeguards detect",
    "safeguards list --game adoption_ring --status open",
    f"declined: safeguards show {NOTHING}",
    f"declined: safeguards decide {NOTHING} uphold --reason 示例 --factor 0.8",
    f"declined: safeguards appeal {NOTHING} --text 示例",
    f"declined: safeguards answer {NOTHING} grant --answer 示例",
    "inbox yunling --unread --kind version_yanked --limit 5 --mark-read",
    "subscriptions list yunling",
    "declined: subscriptions add yunling duty@yunling.example --language zh --digest daily --urgency high",
    f"declined: subscriptions confirm {NOTHING} 00000000",
    f"declined: subscriptions change {NOTHING} --digest weekly --resume",
    f"declined: subscriptions messages {NOTHING}",
    f"declined: subscriptions remove {NOTHING}",
    "webhooks add yunling http://127.0.0.1:9/hook --type version.* --label 示例",
    "webhooks list yunling",
    "webhooks show WEBHOOK",
    "webhooks deliveries WEBHOOK --limit 5",
    "webhooks rotate WEBHOOK",
    "webhooks enable WEBHOOK --from-now",
    "webhooks try WEBHOOK",
    "webhooks replay WEBHOOK --after 0 --until 1",
    "webhooks remove WEBHOOK",
    "providers add https://code.example --label 示例",
    "providers list",
    "trust add yunling --provider https://code.example --claim repository=yunling/parking --components parking*",
    "trust list yunling",
    "trust remove yunling TRUSTED",
    "providers remove PROVIDER",
    "declined: exchange --organisation yunling --token-file job.jwt",
    "stage staged.json --artifact edition.json",
    "staged list yunling",
    "staged show yunling/parking STAGED",
    "declined: staged approve yunling/parking STAGED",
    "staged reject yunling/parking STAGED --reasons 示例",
    "keys add yunling key.pem --label 示例",
    "keys list yunling",
    "artifacts add yunling/parking 1.0 package.zip",
    f"artifacts refer yunling/parking 1.0 far.zip https://files.example/far.zip --digest sha256:{'ab' * 32}",
    "artifacts list yunling/parking 1.0",
    "artifacts get yunling/parking 1.0 Package.zip --output package.zip",
    "manifest yunling/parking 1.0",
    "sign yunling/parking 1.0 --key key.pem",
    "verify yunling/parking 1.0 package.zip --signed",
    "artifacts remove yunling/parking 1.0 far.zip --reason 示例 --legal-basis 示例 --yes",
    f"keys retire yunling {SIGNER.fingerprint[:12]}",
    f"keys revoke yunling {SIGNER.fingerprint} --reason 示例",
]
"""The same in form: their values name the registry or its caller, as addresses, codes and reasons do."""

NAMED_BY_THE_REGISTRY = {
    "TOKEN": ("tokens list yunling", "id"),
    "SYNONYM": ("synonyms list", "id"),
    "FEEDBACK": ("feedback list", "id"),
    "RESPONSE": ("scenarios responses yunling lifts", "id"),
    "PROJECT": ("projects list", "id"),
    "CAMPAIGN": ("cases campaigns", "id"),
    "CASE": ("cases list", "id"),
    "BENCHMARK": ("benchmarks list yunling", "id"),
    "DEMAND": ("demands list", "id"),
    "OFFER": ("demands offers DEMAND", "id"),
    "ADOPTION": ("adoptions list", "id"),
    "EVIDENCE": ("evidence list ADOPTION", "id"),
    "QUESTION": ("questions list", "id"),
    "PAIRING": ("pairings list", "id"),
    "GAP": ("gaps list haina", "id"),
    "ACTIVITY": ("pairings activities PAIRING", "id"),
    "SERVICE": ("services list", "id"),
    "PURCHASE": ("purchases list", "id"),
    "REPORT": ("reports list yunling/parking", "id"),
    "REQUEST": ("reports requests", "id"),
    "APPLICATION": ("applications list", "id"),
    "SCREENING": ("screenings list", "number"),
    "ADVISORY": ("advisories list", "identifier"),
    "WEBHOOK": ("webhooks list yunling", "id"),
    "PROVIDER": ("providers list", "id"),
    "TRUSTED": ("trust list yunling", "id"),
    "STAGED": ("staged list yunling", "id"),
}
"""Words of a step that the first entry of a list tells."""

FILES = {
    "bom.cdx.json": json.dumps(
        {
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "components": [{"type": "library", "name": "left-pad", "version": "1.3.0"}],
        }
    ),
    "parking.json": json.dumps({**PARKING, "tags": ["a"], "version": {"number": "1.0", "notes": {"zh": "首版"}}}),
    "landscape.csv": "component,version,stage\nyunling/lights,,live\nyunling/none,,live\n",
    "everything.zip": "",
    "project.json": json.dumps({"organisation": "yunling", "name": {"zh": "示例项目"}, "kind": "upgrade"}),
    "summary.json": json.dumps({"summary": {"zh": "示例"}}),
    "targets.json": json.dumps(
        {"targets": [{"indicator": {"zh": "在线率"}, "unit": "%", "target": 80, "direction": "up"}]}
    ),
    "call.json": json.dumps(
        {
            "title": {"zh": "征集"},
            "call": {"zh": "示例"},
            "level": "city",
            "opens_on": "2026-01-01",
            "closes_on": "2099-01-01",
        }
    ),
    "case.json": json.dumps(
        {"organisation": "yunling", "title": {"zh": "案例"}, "body": {"zh": "示例"}, "components": ["yunling/parking"]}
    ),
    "title.json": json.dumps({"title": {"zh": "示例案例"}}),
    "policy.json": json.dumps({"cool_down_days": 0, "licenses": ["MulanPSL-2.0"]}),
    "again.json": json.dumps({**PARKING, "version": {"number": "2.0"}}),
    "contract.json": json.dumps({"price": "1200.00", "starts_on": "2026-01-01", "options": ["续期"]}),
    "usage.csv": f"day,calls\n{datetime.now(SHANGHAI).date()},7\n",
    "calendar.csv": "day,is_working,name_zh\n2026-10-02,休,国庆节\n",
    "agreement.json": json.dumps(
        {
            "title": {"zh": "示例协议"},
            "publisher_duties": [{"zh": "示例"}],
            "adopter_duties": [{"zh": "示例"}],
            "dispute_steps": [{"zh": "示例"}],
            "delist_notice_days": 30,
            "effective_on": "2099-01-01",
        }
    ),
    "application.json": json.dumps(
        {
            "applicant": "haina",
            "purpose": "示例",
            "agreement": 1,
            "accepted_by": "某人",
            "items": [{"component": "yunling/lights", "mode": "new"}],
        }
    ),
    "job.jwt": "nonsense",
    "fit.lock": "",
    "key.pem": SIGNER.pem,
    "package.zip": "示例",
    "adoption.key": base64.b64encode(b"k" * 32).decode(),
    "signed.json": json.dumps({"nonce": "n", "signature": "ab" * 32, "signed_at": "2026-03-02T04:00:00Z"}),
    "staged.json": json.dumps({**PARKING, "version": {"number": "3.0"}}),
    "many.ndjson": "\n".join(
        json.dumps({**PARKING, "name": name, "version": {"number": "1.0"}}) for name in ("lights", "signals")
    )
    + "\n"
    + json.dumps({**PARKING, "name": "draft"}),
    "edition.json": json.dumps(
        {"taxonomy": "domains", "edition": "2099-01", "concepts": [{"code": "A4", "name": {"zh": "示例"}}]}
    ),
    "held.json": json.dumps({**PARKING, "name": "signals", "version": {"number": "2.0"}}),
    "advisory.json": json.dumps({"summary": "Leak", "severity": "high", "fixed": "2.0"}),
    "osv.ndjson": "\n".join(
        json.dumps(
            {
                "id": identifier,
                "modified": "2026-01-01T00:00:00Z",
                "summary": "Leak",
                "affected": [
                    {
                        "package": {"ecosystem": "SharedComponentRegistry", "name": "yunling/parking"},
                        "versions": ["1.0"],
                    }
                ],
            }
        )
        for identifier in ("CVE-2026-11111", "CVE-2026-22222")
    ),
    "idea.txt": "城市停车共享平台\n把全市停车场接入一张网，引导车辆找车位。\n- 车位查询\n- 反向寻车\n",
    "lamps.yml": "name: Lamp posts\nurl: https://example.org/lamps\nlegal: {license: MIT}\n",
}

OWN = [
    (re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"), "<id>"),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\d]*Z"), "<instant>"),
    (re.compile(r'"token": "[^"]+"'), '"token": "<secret>"'),
    (re.compile(r'"(\w+_by)": (null|"[^"]*")'), r'"\1": "<who did it>"'),
    (re.compile(r'"seconds": [\d.]+'), '"seconds": 0'),
    (re.compile(r'"position": \d+'), '"position": 0'),
]
"""What is each registry's own."""


@dataclass
class Pair:
    """A shell at a registry's own machine, and one that speaks to another registry from afar."""

    near: Shell
    far: Shell
    guard: Shell
    """From afar too, as a security administrator, whom no other administrator can be."""

    def both(self, step: str, view: Callable[[Any], Any] = lambda answer: answer) -> tuple[Any, Any]:
        near = view(said(self.near, step))
        end = time.monotonic() + 10
        # The server's index and figures follow the log a moment later; here they are brought forward by the reader.
        speaker = (
            self.guard if step.removeprefix(DECLINED).startswith(("quarantine ", "artifacts remove ")) else self.far
        )
        while (far := view(said(speaker, step))) != near and reads(step) and time.monotonic() < end:
            time.sleep(0.1)
        return near, far


def reads(step: str) -> bool:
    """Whether a step reads what follows the log: lists and searches of organisations read the directory's index."""
    return step.split()[0] in {"search", "statistics", "outdated", "similar", "family", "screen"} or step.startswith(
        ("organisations search", "organisations list")
    )


def said(shell: Shell, step: str) -> Any:
    """What a command says, its JSON or its refusal, without what is each registry's own."""
    declined = step.startswith(DECLINED)
    words = [_word(shell, word) for word in shlex.split(step.removeprefix(DECLINED))]
    result = shell.run(*words, "--json")
    assert result.exit_code == declined, f"{step}: {result.output}"
    text = (result.stderr if declined else result.stdout).replace(str(shell.folder), "")
    for pattern, placeholder in OWN:
        text = pattern.sub(placeholder, text)
    return text if declined else json.loads(text)


def _word(shell: Shell, word: str) -> str:
    if word in NAMED_BY_THE_REGISTRY:
        listing, key = NAMED_BY_THE_REGISTRY[word]
        found = shell.json(*(_word(shell, each) for each in listing.split()))
        first: dict[str, str] = (found["items"] if isinstance(found, dict) else found)[0]
        return first[key]
    return str(shell.folder / word) if word in FILES else word


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    with ExitStack() as stack:
        near, far = (_shell(request, tmp_path_factory.mktemp(name), stack) for name in ("near", "far"))
        far.done("organisations", "add", "national", "--kind", "authority", "--name-en", "National")
        near.done("organisations", "add", "national", "--kind", "authority", "--name-en", "National")
        scopes = ("platform:admin", "organisation:manage", "catalogue:write", "adoption:write", "collaboration:write")
        token = far.json("tokens", "issue", "national", *(word for scope in scopes for word in ("--scope", scope)))
        guard = far.json("tokens", "issue", "national", "--scope", "security:admin")
        url = stack.enter_context(served(far.environment, far.folder / "log"))
        # Nothing of the machine is known to who speaks from afar.
        shells = (Shell({"REGISTRY_TOKEN": one["token"]}, far.folder, ("--url", url)) for one in (token, guard))
        yield Pair(near, *shells)


def _shell(request: pytest.FixtureRequest, folder: Path, stack: ExitStack) -> Shell:
    if request.param == "sqlite":
        template: SqliteTemplate = request.getfixturevalue("sqlite_template")
        url = template.copy(folder / "data")
    else:
        url = stack.enter_context(postgres_template(request.getfixturevalue("postgres")).copy())
    shell = Shell({"REGISTRY_DATA": str(folder / "data"), "REGISTRY_DATABASE_URL": url}, folder)
    shell.done("init")
    for name, content in FILES.items():
        shell.write(name, content)
    return shell


def test_every_command_says_the_same_both_ways(pair: Pair):
    exactly = [(step, *pair.both(step)) for step in STEPS]
    in_form = [(step, *pair.both(step, form_of)) for step in STEPS_OF_EACH]

    assert [step for step, near, far in (*exactly, *in_form) if near != far] == []


def form_of(value: Any) -> Any:
    """What a document is made of: its members, and whether a list holds anything."""
    if isinstance(value, dict):
        return {name: form_of(below) for name, below in value.items()}
    return [form_of(below) for below in value[:1]] if isinstance(value, list) else ""


@pytest.mark.parametrize("words", sorted(LOCAL))
def test_what_only_the_machine_itself_can_do_says_so(pair: Pair, words: str):
    result = pair.far.run(*words.split())

    assert result.exit_code == 2
    assert "leave out --url" in result.stderr


def test_what_the_server_declines_ends_with_1_and_its_sentence_in_the_language_of_the_terminal(pair: Pair):
    stranger = Shell({}, pair.far.folder, pair.far.leading)

    english = stranger.run("tokens", "issue", "national", "--scope", "platform:admin")
    chinese = stranger.run("tokens", "issue", "national", "--scope", "platform:admin", language="zh_CN.UTF-8")

    assert (english.exit_code, chinese.exit_code) == (1, 1)
    assert "This needs a token" in english.stderr
    assert "此操作需要令牌" in chinese.stderr


def test_each_wrong_field_is_told_on_a_line_of_its_own_both_ways(pair: Pair):
    wrong = {**PARKING, "name": "wrong", "kind": "gadget", "version": {"number": 1}}

    results = [shell.run("publish", shell.write("wrong.json", wrong)) for shell in (pair.near, pair.far)]

    assert [result.exit_code for result in results] == [1, 1]
    assert results[0].stderr == results[1].stderr
    assert {line.split(":")[0] for line in results[1].stderr.splitlines()[1:]} == {"  /kind", "  /version/number"}


def test_lines_sent_again_are_entered_once(pair: Pair):
    pair.far.done("organisations", "add", "linhai", "--kind", "city", "--name-en", "Linhai")
    entry = {**PARKING, "publisher": "linhai", "version": {"number": "1.0"}}
    lines = [json.dumps({**entry, "name": name}) for name in ("ramps", "kerbs")]
    part = pair.far.write("part.ndjson", lines[0])
    pair.far.done("import", part)

    whole = pair.far.json("import", pair.far.write("whole.ndjson", "\n".join([*lines, "{broken"][:2])))

    assert (whole["entered"], whole["refused"]) == (2, [])
    assert [version["number"] for version in pair.far.json("versions", "linhai/ramps")] == ["1.0"]


def test_the_address_may_stand_in_the_environment(pair: Pair):
    environment = {**pair.far.environment, "REGISTRY_URL": f"{pair.far.leading[1]}/api/v1/"}

    assert Shell(environment, pair.far.folder).json("organisations", "show", "national")["slug"] == "national"


def test_no_command_is_left_out():
    covered = {name_of(step) for step in (*STEPS, *STEPS_OF_EACH)} | {name_of(step) for step in LOCAL} | OF_NO_REGISTRY

    assert {name for name, _ in commands()} - covered == set()


def test_every_command_has_json():
    without = [name for name, command in commands() if not any("--json" in option.opts for option in command.params)]

    assert without == []


def commands(group: click.Group = main, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command with its words, such as `tokens issue`."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def name_of(step: str) -> str:
    first, *others = step.removeprefix(DECLINED).split()
    found = main.commands[first]
    return f"{first} {others[0]}" if isinstance(found, click.Group) else first
