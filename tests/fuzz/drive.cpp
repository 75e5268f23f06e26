// Runs a fuzz target without libFuzzer: [--seconds 5] [--seed 1] [FILE...]. Files are tried as they are, to repeat a failure; so is the
// corpus of the target, which is changed like its seeds. What is being tried is written to fuzz-failed.input when the program dies of it or
// when it takes longer than ten seconds.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/fuzz/mutate.hpp"
#include "tests/fuzz/target.hpp"

extern "C" void __sanitizer_set_death_callback(void (*)()) __attribute__((weak));  // NOLINT(bugprone-reserved-identifier): its name

namespace {

using namespace backwalk::fuzz;
using Clock = std::chrono::steady_clock;

constexpr unsigned longest_seconds = 10;
std::string tried;

void keep() {
  const int file = open("fuzz-failed.input", O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (file >= 0 && write(file, tried.data(), tried.size()) >= 0) std::fputs("the input is in fuzz-failed.input\n", stderr);
}

extern "C" void die(int signal) {
  keep();
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

bool try_out(std::string text) {
  tried = std::move(text);
  alarm(longest_seconds);
  return attempt(tried);
}

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

/// What was found once and must not come again, by name.
std::vector<std::string> corpus() {
  std::error_code none;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(FUZZ_CORPUS, none)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<std::string> texts;
  for (const auto& file : files) texts.push_back(content_of(file));
  return texts;
}

int try_mutations(double seconds, unsigned long seed) {
  auto good = seeds();
  for (const auto& text : good) {
    if (try_out(text)) continue;
    std::fputs("a good input was refused\n", stderr);
    return 1;
  }
  for (auto& text : corpus()) {
    try_out(text);
    good.push_back(std::move(text));
  }
  const auto end = Clock::now() + std::chrono::duration<double>(seconds);
  Dice dice{seed};
  unsigned long count = 0, read = 0;
  while (Clock::now() < end) {
    read += try_out(mutated(good[dice() % good.size()], dice));
    ++count;
  }
  std::printf("%lu inputs, %lu of them read, %lu refused\n", count, read, count - read);
  const bool is_too_few_to_judge = count < 200;
  return is_too_few_to_judge || (read > 0 && read < count) ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  for (const int signal : {SIGABRT, SIGSEGV, SIGFPE, SIGALRM}) std::signal(signal, die);
  if (__sanitizer_set_death_callback) __sanitizer_set_death_callback(keep);
  double seconds = 5;
  unsigned long seed = 1;
  bool has_files = false;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--seconds" && i + 1 < argc) {
      seconds = std::atof(argv[++i]);
    } else if (word == "--seed" && i + 1 < argc) {
      seed = std::strtoul(argv[++i], nullptr, 10);
    } else {
      has_files = true;
      std::printf("%s: %s\n", word.c_str(), try_out(content_of(word)) ? "read" : "refused");
    }
  }
  return has_files ? 0 : try_mutations(seconds, seed);
}
