// A crowd of clients that does not wait for its turn: requests are due at random moments (Poisson) at a given rate, whether or not the
// earlier ones have been answered, and their time counts from when they were due. Tells the acknowledged from the refused.
//   crowd PORT PATH BODIES CONNECTIONS RATE:SECONDS[,RATE:SECONDS...]
// BODIES: a line "timestamp<TAB>signature<TAB>body" for each request, used in order and again from the start. Prints one line of JSON:
// totals, and what happened in each second, by the second in which a request was due. One thread, level-triggered epoll.
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

struct Phase {
  double rate;
  double seconds;
};

struct Answers {
  std::vector<double> times{};  // milliseconds
  double at(double part) {
    if (times.empty()) return 0;
    std::sort(times.begin(), times.end());
    return times[std::min(times.size() - 1, static_cast<std::size_t>(part * static_cast<double>(times.size())))];
  }
  std::string json() {
    char text[128];
    std::snprintf(text, sizeof text, R"({"n":%zu,"p50":%.3f,"p99":%.3f,"max":%.3f})", times.size(), at(0.5), at(0.99),
                  times.empty() ? 0 : *std::max_element(times.begin(), times.end()));
    return text;
  }
};

struct Second {
  Answers acknowledged{};
  Answers refused{};
};

struct Client {
  int descriptor = -1;
  bool is_busy = false;
  Clock::time_point due{};
  std::string answer{};
};

std::vector<std::string> read_requests(const std::string& path, const std::string& file) {
  std::vector<std::string> requests;
  std::ifstream lines(file);
  for (std::string line; std::getline(lines, line);) {
    const auto first = line.find('\t');
    const auto second = line.find('\t', first + 1);
    const std::string body = line.substr(second + 1);
    std::string request = "POST ";
    request.append(path).append(" HTTP/1.1\r\nHost: crowd\r\nContent-Type: application/x-www-form-urlencoded\r\n");
    request.append("X-Slack-Request-Timestamp: ").append(line, 0, first);
    request.append("\r\nX-Slack-Signature: ").append(line, first + 1, second - first - 1);
    request.append("\r\nContent-Length: ").append(std::to_string(body.size())).append("\r\n\r\n").append(body);
    requests.push_back(std::move(request));
  }
  return requests;
}

std::vector<Phase> read_phases(const std::string& text) {
  std::vector<Phase> phases;
  std::istringstream parts(text);
  for (std::string part; std::getline(parts, part, ',');) phases.push_back({std::stod(part), std::stod(part.substr(part.find(':') + 1))});
  return phases;
}

/// When each request is due, in seconds from the start.
std::vector<double> plan(const std::vector<Phase>& phases) {
  std::vector<double> due;
  std::mt19937_64 random(1);
  double begin = 0;
  for (const Phase& phase : phases) {
    std::exponential_distribution<double> gap(phase.rate);
    for (double at = begin + gap(random); at < begin + phase.seconds; at += gap(random)) due.push_back(at);
    begin += phase.seconds;
  }
  return due;
}

/// The status of a whole answer; 0 while it is not whole.
int status_of(const std::string& answer) {
  const auto end = answer.find("\r\n\r\n");
  if (end == std::string::npos) return 0;
  const auto length = answer.find("Content-Length: ");
  const std::size_t body = length < end ? std::stoul(answer.substr(length + 16, 12)) : 0;
  return answer.size() >= end + 4 + body ? std::stoi(answer.substr(9, 3)) : 0;
}

class Crowd {
 public:
  Crowd(int port, std::vector<std::string> requests, std::size_t connections)
      : requests_(std::move(requests)), clients_(connections), poll_(epoll_create1(0)) {
    address_.sin_family = AF_INET;
    address_.sin_port = htons(static_cast<std::uint16_t>(port));
    address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    for (std::size_t i = 0; i < clients_.size(); ++i) dial(i);
  }

  void run(const std::vector<double>& due) {
    begin_ = Clock::now();
    std::size_t next = 0;
    epoll_event events[256];
    const auto give_up = begin_ + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(due.back() + 10));
    while ((next < due.size() || busy_ > 0) && Clock::now() < give_up) {
      while (next < due.size() && !idle_.empty() && moment(due[next]) <= Clock::now()) ask(moment(due[next])), ++next;
      const double now = std::chrono::duration<double>(Clock::now() - begin_).count();
      const auto late = static_cast<std::size_t>(std::upper_bound(due.begin(), due.end(), now) - due.begin());
      if (late > next) longest_line_ = std::max(longest_line_, late - next);
      const int wait = busy_ > 0 && next < due.size() && idle_.empty() ? 5 : 0;
      const int count = epoll_wait(poll_, events, 256, wait);
      for (int i = 0; i < count; ++i) hear(events[i].data.u32, events[i].events);
    }
    unanswered_ = busy_ + (due.size() - next);
  }

  void print() {
    Answers acknowledged, refused;
    std::string seconds;
    for (Second& second : seconds_) {
      acknowledged.times.insert(acknowledged.times.end(), second.acknowledged.times.begin(), second.acknowledged.times.end());
      refused.times.insert(refused.times.end(), second.refused.times.begin(), second.refused.times.end());
      seconds += (seconds.empty() ? "" : ",") + std::string(R"({"acknowledged":)") + second.acknowledged.json() + R"(,"refused":)" +
                 second.refused.json() + "}";
    }
    std::printf(
        R"({"acknowledged":%s,"refused":%s,"without_retry_after":%zu,"other":%zu,"lost":%zu,"unanswered":%zu,"longest_line":%zu,"seconds":[%s]})",
        acknowledged.json().c_str(), refused.json().c_str(), without_retry_after_, other_, lost_, unanswered_, longest_line_,
        seconds.c_str());
    std::printf("\n");
  }

 private:
  Clock::time_point moment(double seconds) const {
    return begin_ + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
  }
  void dial(std::size_t index) {
    Client& client = clients_[index];
    client.descriptor = socket(AF_INET, SOCK_STREAM, 0);
    const int yes = 1;
    setsockopt(client.descriptor, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (connect(client.descriptor, reinterpret_cast<const sockaddr*>(&address_), sizeof address_) != 0) {
      throw std::system_error(errno, std::generic_category(), "connect");
    }
    fcntl(client.descriptor, F_SETFL, O_NONBLOCK);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u32 = static_cast<std::uint32_t>(index);
    epoll_ctl(poll_, EPOLL_CTL_ADD, client.descriptor, &event);
    idle_.push_back(index);
  }
  void ask(Clock::time_point due) {
    const std::size_t index = idle_.front();
    idle_.pop_front();
    Client& client = clients_[index];
    client.is_busy = true;
    client.due = due;
    client.answer.clear();
    ++busy_;
    const std::string& request = requests_[asked_++ % requests_.size()];
    if (write(client.descriptor, request.data(), request.size()) != static_cast<ssize_t>(request.size())) lose(index);
  }
  void lose(std::size_t index) {
    Client& client = clients_[index];
    if (client.is_busy)
      ++lost_, --busy_;
    else
      idle_.erase(std::find(idle_.begin(), idle_.end(), index));
    client.is_busy = false;
    close(client.descriptor);
    dial(index);
  }
  void hear(std::size_t index, std::uint32_t) {
    Client& client = clients_[index];
    char buffer[16384];
    const ssize_t count = read(client.descriptor, buffer, sizeof buffer);
    if (count < 0 && errno == EAGAIN) return;
    if (count <= 0) return lose(index);
    client.answer.append(buffer, static_cast<std::size_t>(count));
    const int status = client.is_busy ? status_of(client.answer) : 0;
    if (status == 0) return;
    note(client, status);
    client.is_busy = false;
    --busy_;
    idle_.push_back(index);
  }
  void note(const Client& client, int status) {
    const auto second = static_cast<std::size_t>(std::chrono::duration<double>(client.due - begin_).count());
    if (seconds_.size() <= second) seconds_.resize(second + 1);
    const double took = std::chrono::duration<double, std::milli>(Clock::now() - client.due).count();
    if (status == 200)
      seconds_[second].acknowledged.times.push_back(took);
    else if (status == 503)
      seconds_[second].refused.times.push_back(took);
    else
      ++other_;
    if (status == 503 && client.answer.find("Retry-After:") == std::string::npos) ++without_retry_after_;
  }

  std::vector<std::string> requests_;
  std::vector<Client> clients_;
  sockaddr_in address_{};
  int poll_;
  std::deque<std::size_t> idle_{};
  std::size_t busy_ = 0, asked_ = 0, lost_ = 0, other_ = 0, without_retry_after_ = 0, unanswered_ = 0, longest_line_ = 0;
  Clock::time_point begin_{};
  std::vector<Second> seconds_{};
};

}  // namespace

int main(int count, char** words) {
  if (count != 6) return std::fprintf(stderr, "usage: crowd PORT PATH BODIES CONNECTIONS RATE:SECONDS,...\n"), 2;
  rlimit files{};
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  Crowd crowd(std::atoi(words[1]), read_requests(words[2], words[3]), static_cast<std::size_t>(std::atoi(words[4])));
  crowd.run(plan(read_phases(words[5])));
  crowd.print();
}
