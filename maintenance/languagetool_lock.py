"""Writes the lock file of the LanguageTool install: every jar by coordinate, SHA-256 and size.

    python maintenance/languagetool_lock.py 6.8

Needs Maven (`mvn`) and the network. Run it when LanguageTool's version changes, read the
difference, and try an install before committing it.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

LOCK = Path(__file__).parent.parent / "tqcheck" / "engines" / "languagetool" / "lock.json"

POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
<modelVersion>4.0.0</modelVersion><groupId>lock</groupId><artifactId>lock</artifactId><version>1</version>
<dependencies>
<dependency><groupId>org.languagetool</groupId><artifactId>languagetool-server</artifactId><version>{0}</version></dependency>
<dependency><groupId>org.languagetool</groupId><artifactId>language-all</artifactId><version>{0}</version></dependency>
</dependencies></project>
"""

# What the server links to and never calls on its own machine: databases, Redis and gRPC.
# Each group was left out on trial: the server starts and answers in all languages.
LEFT_OUT = re.compile(
    r"mariadb-java-client|waffle-jna|lettuce-core|redis-authx-core|netty-|"
    r"grpc-netty-shaded|jna-platform"
)


def main(version: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "pom.xml").write_text(POM.format(version), encoding="utf-8")
        listing = Path(folder, "listing.txt")
        subprocess.run(
            ["mvn", "-q", "-B", "dependency:list", "-DincludeScope=runtime", f"-DoutputFile={listing}",
             "-DoutputAbsoluteArtifactFilename=true"],
            cwd=folder, check=True,
        )  # fmt: skip
        text = re.sub(r"\x1b\[[0-9;]*m", "", listing.read_text(encoding="utf-8"))
    jars = []
    for line in text.splitlines():
        found = re.match(r"\s+([^:\s]+):([^:]+):jar:(?:([^:]+):)?([^:]+):(?:compile|runtime):(\S+\.jar)", line)
        if not found:
            continue
        group, artifact, classifier, number, path = found.groups()
        if LEFT_OUT.match(artifact):
            continue
        data = Path(path).read_bytes()
        jars.append(
            {
                "group": group,
                "artifact": artifact,
                "version": number,
                **({"classifier": classifier} if classifier else {}),
                "sha256": hashlib.sha256(data).hexdigest(),
                "size": len(data),
            }
        )
    jars.sort(key=lambda jar: (jar["group"], jar["artifact"], jar["version"]))
    rows = ",\n".join("  " + json.dumps(jar) for jar in jars)
    LOCK.write_text(f'{{\n "version": "{version}",\n "jars": [\n{rows}\n ]\n}}\n', encoding="utf-8")
    print(f"{len(jars)} jars, {sum(jar['size'] for jar in jars) / 1e6:.0f} MB")


if __name__ == "__main__":
    main(sys.argv[1])
