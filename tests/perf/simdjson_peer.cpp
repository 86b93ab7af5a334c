// Groups the same document once per line that it reads, and answers: milliseconds groups value quantity
#include <chrono>
#include <cstdint>
#include <iostream>
#include <string>
#include <vector>
#include <simdjson.h>

using namespace simdjson;

struct Group {
    uint64_t key;
    int64_t value;
    int64_t quantity;
};

// The same kind of table as the reader under test has: open addressing, slots that point into a dense list.
struct Groups {
    std::vector<int> slots = std::vector<int>(2048);
    std::vector<Group> list;

    Group &at(uint64_t key) {
        size_t slot = (key * 0x9E3779B97F4A7C15u) >> 53;
        while (slots[slot] != 0 && list[slots[slot] - 1].key != key) slot = (slot + 1) & 2047;
        if (slots[slot] == 0) {
            list.push_back({key, 0, 0});
            slots[slot] = int(list.size());
        }
        return list[slots[slot] - 1];
    }
};

static Groups group(ondemand::parser &parser, const padded_string &json) {
    Groups groups;
    ondemand::document document = parser.iterate(json);
    int country = -1, code = -1, value = -1, quantity = -1;
    bool header = true;
    for (ondemand::array row : document.get_array()) {
        int column = 0;
        if (header) {
            for (std::string_view name : row) {
                if (name == "CTY_CODE") country = column;
                if (name == "I_COMMODITY" && code < 0) code = column;
                if (name == "CON_VAL_MO") value = column;
                if (name == "CON_QY1_MO") quantity = column;
                column++;
            }
            header = false;
            continue;
        }
        uint64_t key = 0;
        int64_t dollars = 0, kilograms = 0;
        for (ondemand::value field : row) {
            if (column == country || column == code) {
                std::string_view text = field.get_string();
                uint32_t four;
                memcpy(&four, text.data(), 4);
                key |= column == country ? uint64_t(four) << 32 : four;
            } else if (column == value) {
                dollars = field.get_int64_in_string();
            } else if (column == quantity) {
                kilograms = field.get_int64_in_string();
            }
            column++;
        }
        Group &sums = groups.at(key);
        sums.value += dollars;
        sums.quantity += kilograms;
    }
    return groups;
}

int main(int, char **arguments) {
    ondemand::parser parser;
    padded_string json = padded_string::load(arguments[1]);
    std::string line;
    while (std::getline(std::cin, line)) {
        auto start = std::chrono::steady_clock::now();
        Groups groups = group(parser, json);
        std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - start;
        int64_t value = 0, quantity = 0;
        for (const Group &sums : groups.list) {
            value += sums.value;
            quantity += sums.quantity;
        }
        std::cout << time.count() << ' ' << groups.list.size() << ' ' << value << ' ' << quantity << std::endl;
    }
}
