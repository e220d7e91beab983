"""Speak the demonstration's recording with espeak-ng, caption it, and pack it with ffmpeg: `python -m tests.demo_pictures.voice`."""

from __future__ import annotations

import subprocess
import tempfile
import wave
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "collections" / "loi-ke"
LINES = (
    "Tôi chèo đò bến Trung từ năm mười bốn tuổi.",
    "Đêm nước lên, nghe tiếng nước là biết đê còn hay đê vỡ.",
    "Ai qua sông tôi cũng chở, không hỏi tiền người đi xa.",
    "Có anh Lễ gửi thư về nhà, tôi giấu thư trong nón.",
)
PAUSE = 0.5


def _spoken(line: str, to: Path) -> float:
    """Speak one line into a file and return its seconds."""
    subprocess.run(["espeak-ng", "-v", "vi", "-s", "130", "-p", "55", "-w", str(to), line], check=True)
    with wave.open(str(to)) as sound:
        return float(sound.getnframes() / sound.getframerate())


def _clock(seconds: float) -> str:
    return f"00:{int(seconds // 60):02}:{seconds % 60:06.3f}"


def main() -> None:
    """Write ba-mai.mp3 and ba-mai.vtt."""
    cues, start = ["WEBVTT"], 0.0
    with tempfile.TemporaryDirectory() as name:
        parts = []
        for number, line in enumerate(LINES):
            parts.append(Path(name) / f"{number}.wav")
            end = start + _spoken(line, parts[-1])
            cues.append(f"{_clock(start)} --> {_clock(end)}\n{line}")
            start = end + PAUSE
        mix = "".join(f"[{n}]apad=pad_dur={PAUSE}[p{n}];" for n in range(len(parts)))
        mix += "".join(f"[p{n}]" for n in range(len(parts))) + f"concat=n={len(parts)}:v=0:a=1"
        inputs = [word for part in parts for word in ("-i", str(part))]
        subprocess.run(
            ["ffmpeg", "-y", "-loglevel", "error", *inputs, "-filter_complex", mix, "-ac", "1", "-b:a", "40k",
             "-map_metadata", "-1", "-fflags", "+bitexact", str(FOLDER / "ba-mai.mp3")], check=True,
        )
    (FOLDER / "ba-mai.vtt").write_text("\n\n".join(cues) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
