// SPDX-License-Identifier: MIT
#include "load/files.hpp"

#include <array>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace reimburse::load {

namespace {

Problem file_problem(Code code, const std::string& path, int error) {
    return {code,
            {{"file", path}, {"why", std::generic_category().message(error != 0 ? error : EIO)}},
            {path, "", 0, 0},
            {}};
}

/// The file that a chain of links ends at; the path itself where that does not exist.
std::string behind_links(const std::string& path) {
    std::error_code error;
    const std::filesystem::path found = std::filesystem::canonical(path, error);
    return error ? path : found.string();
}

struct Temporary {
    std::string path;
    int descriptor;
};

/// A new file in the folder of `target`. Its rights are those that the user's mask leaves.
Temporary create_beside(const std::string& target) {
    // Not derived from the target's name: that may already be as long as a name can be.
    const std::string folder = target.substr(0, target.rfind('/') + 1); // npos + 1 is 0
    const std::string name = folder + ".reimburse-" + std::to_string(::getpid()) + "-";
    for (int number = 0;; ++number) {
        Temporary temporary{name + std::to_string(number), -1};
        temporary.descriptor =
            ::open(temporary.path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (temporary.descriptor >= 0 || errno != EEXIST) {
            return temporary;
        }
    }
}

/// Makes the new name last through a loss of power, where the file system can do that.
void sync_folder_of(const std::string& target) {
    const std::size_t length = target.rfind('/') + 1;
    const std::string folder = length == 0 ? "." : target.substr(0, length);
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        ::fsync(descriptor);
        ::close(descriptor);
    }
}

} // namespace

void CloseFile::operator()(std::FILE* file) const noexcept {
    if (file != stdin) {
        std::fclose(file);
    }
}

Result<InputFile> open_input(const std::string& path) {
    if (path == "-") {
        return InputFile(stdin);
    }
    InputFile file(std::fopen(path.c_str(), "rb"));
    if (!file) {
        return file_problem(Code::cannot_open, path, errno);
    }
    return file;
}

Result<std::string> read_file(const std::string& path) {
    Result<InputFile> file = open_input(path);
    if (!file) {
        return file.problems();
    }
    std::string text;
    std::array<char, 65536> block{};
    errno = 0;
    while (std::feof(file->get()) == 0 && std::ferror(file->get()) == 0) {
        text.append(block.data(), std::fread(block.data(), 1, block.size(), file->get()));
    }
    if (std::ferror(file->get()) != 0) {
        return file_problem(Code::cannot_open, path, errno);
    }
    return text;
}

WholeFile::WholeFile(std::string path, std::string target, std::string temporary, int descriptor)
    : path_(std::move(path)), target_(std::move(target)), temporary_(std::move(temporary)),
      descriptor_(descriptor) {}

WholeFile::WholeFile(WholeFile&& other) noexcept
    : path_(std::move(other.path_)), target_(std::move(other.target_)),
      temporary_(std::exchange(other.temporary_, {})),
      descriptor_(std::exchange(other.descriptor_, -1)), error_(other.error_) {}

WholeFile& WholeFile::operator=(WholeFile&& other) noexcept {
    if (this != &other) {
        abandon();
        path_ = std::move(other.path_);
        target_ = std::move(other.target_);
        temporary_ = std::exchange(other.temporary_, {});
        descriptor_ = std::exchange(other.descriptor_, -1);
        error_ = other.error_;
    }
    return *this;
}

WholeFile::~WholeFile() {
    abandon();
}

void WholeFile::abandon() noexcept {
    if (descriptor_ >= 0 && descriptor_ != STDOUT_FILENO) {
        ::close(descriptor_);
    }
    descriptor_ = -1;
    if (!temporary_.empty()) {
        ::unlink(temporary_.c_str());
        temporary_.clear();
    }
}

Result<WholeFile> WholeFile::open(const std::string& path) {
    if (path == "-") {
        return WholeFile(path, "", "", STDOUT_FILENO);
    }

    struct stat status {};

    const bool exists = ::stat(path.c_str(), &status) == 0;
    if (exists && !S_ISREG(status.st_mode)) {
        const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
        if (descriptor < 0) {
            return file_problem(Code::cannot_write, path, errno);
        }
        return WholeFile(path, "", "", descriptor);
    }
    std::string target = behind_links(path);
    Temporary temporary = create_beside(target);
    if (temporary.descriptor < 0) {
        return file_problem(Code::cannot_write, path, errno);
    }
    WholeFile file(path, std::move(target), std::move(temporary.path), temporary.descriptor);
    if (exists && ::fchmod(file.descriptor_, status.st_mode & 07777) != 0) {
        return file_problem(Code::cannot_write, path, errno);
    }
    return file;
}

bool WholeFile::write(std::string_view data) {
    while (!data.empty() && error_ == 0) {
        const ::ssize_t count = ::write(descriptor_, data.data(), data.size());
        if (count >= 0) {
            data.remove_prefix(static_cast<std::size_t>(count));
        } else if (errno != EINTR) {
            error_ = errno;
        }
    }
    return error_ == 0;
}

std::optional<Problem> WholeFile::commit() {
    const auto check = [this](int answer) {
        if (answer != 0 && error_ == 0) {
            error_ = errno;
        }
    };
    if (!temporary_.empty() && error_ == 0) {
        check(::fsync(descriptor_));
    }
    if (const int descriptor = std::exchange(descriptor_, -1);
        descriptor >= 0 && descriptor != STDOUT_FILENO) {
        check(::close(descriptor));
    }
    if (!temporary_.empty() && error_ == 0) {
        check(::rename(temporary_.c_str(), target_.c_str()));
        if (error_ == 0) {
            temporary_.clear();
            sync_folder_of(target_);
        }
    }
    abandon();
    if (error_ != 0) {
        return file_problem(Code::cannot_write, path_, error_);
    }
    return std::nullopt;
}

} // namespace reimburse::load
