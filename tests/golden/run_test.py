#!/usr/bin/env python3
"""The runner of golden cases must fail when it should: each test makes a case and a stand-in program
that does one thing wrong."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

RUNNER = Path(__file__).with_name("run.py")


class Runner(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        self.case = self.root / "cases" / "a_small_case"
        self.case.mkdir(parents=True)
        (self.case / "cmd").write_text("in.csv\n")
        (self.case / "in.csv").write_text("a,b\n")
        (self.case / "expected.stdout").write_text("done\n")

    def run_with(self, script, *options):
        program = self.root / "program"
        program.write_text("#!/bin/sh\n" + script + "\n")
        program.chmod(0o755)
        result = subprocess.run([sys.executable, RUNNER, "--program", program, self.root / "cases", *options],
                                capture_output=True, text=True, check=False)
        return result.returncode, result.stdout + result.stderr

    def fails(self, script, word):
        code, text = self.run_with(script)
        self.assertEqual(code, 1, text)
        self.assertIn(word, text)

    def test_the_same_bytes_pass(self):
        self.assertEqual(self.run_with("/bin/echo done")[0], 0)

    def test_other_bytes_fail_with_a_diff(self):
        self.fails("/bin/echo gone", "+gone")

    def test_a_missing_line_end_fails(self):
        self.fails("printf done", "no line end")

    def test_words_on_stderr_fail(self):
        self.fails("/bin/echo done; /bin/echo oh >&2", "+oh")

    def test_another_exit_code_fails(self):
        self.fails("/bin/echo done; exit 3", "+3")

    def test_a_file_that_is_not_expected_fails(self):
        self.fails("/bin/echo done; : > left.tmp", "left.tmp: written, but not expected")

    def test_an_expected_file_that_is_not_written_fails(self):
        (self.case / "expected.week.md").write_text("x\n")
        self.fails("/bin/echo done", "week.md: expected, but not written")

    def test_a_changed_input_fails(self):
        self.fails("/bin/echo done; /bin/echo more >> in.csv", "(changed input) in.csv")

    def test_a_removed_input_fails(self):
        self.fails("/bin/echo done; /bin/rm in.csv", "(removed input) in.csv")

    def test_bytes_that_depend_on_the_locale_fail(self):
        self.fails('case $LC_ALL in tr*) /bin/echo DONE;; *) /bin/echo done;; esac', "in hostile surroundings only")

    def test_a_case_that_expects_nothing_fails(self):
        (self.case / "expected.stdout").unlink()
        self.fails(":", "nothing is expected")

    def test_rewrite_makes_the_case_pass(self):
        self.assertEqual(self.run_with("/bin/echo new; exit 2", "--rewrite")[0], 0)
        self.assertEqual((self.case / "expected.stdout").read_text(), "new\n")
        self.assertEqual(self.run_with("/bin/echo new; exit 2")[0], 0)

    def test_an_unknown_case_and_an_empty_folder_fail(self):
        self.assertNotEqual(self.run_with("/bin/echo done", "no_such_case")[0], 0)
        (self.root / "cases").rename(self.root / "old")
        (self.root / "cases").mkdir()
        self.assertNotEqual(self.run_with("/bin/echo done")[0], 0)


if __name__ == "__main__":
    unittest.main()
